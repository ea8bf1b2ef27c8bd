import { expect, test } from 'vitest'
import { ownScript, stylesOnly } from './trustedTypes.ts'

test('styles are content, elements are not', () => {
  expect(stylesOnly('.a > .b { color: red }')).toBe('.a > .b { color: red }')
  expect(stylesOnly('.a{}</style><img src=x onerror=1>')).toBeNull()
})

test.each([
  ['/assets/worker-1.js', true],
  ['http://ferry.localhost:8787/assets/worker-1.js', true],
  ['http://ferry.localhost:8788/assets/worker-1.js', false],
  ['//evil.example/x.js', false],
  ['data:text/javascript,1', false],
  ['blob:http://ferry.localhost:8787/1-2-3', false],
  ['javascript:alert(1)', false],
])('%s as a script: %s', (url, isOwn) => {
  expect(ownScript(url, 'http://ferry.localhost:8787/')).toBe(isOwn ? url : null)
})
