import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { getType } from './mime.ts'

/** ali-oss's own dependency, of which the project has no version of its own. */
const mime = createRequire(createRequire(import.meta.url).resolve('ali-oss/package.json'))('mime')

const shown = ['.html', '.css', '.js', '.json', '.txt', '.PNG', '.jpg', '.svg', '.webp', '.mp4', '.mp3', '.pdf', '.ico']

test.each([...shown, '.avif', '.md', '.xml', '', '.nothingknown'])(
  '%j has the type that the library gives',
  (ending) => {
    expect(getType(ending)).toBe(mime.getType(ending))
  },
)

test('what a browser only saves has none', () => {
  expect(['.zip', '.constructor', '.'].map(getType)).toEqual([null, null, null])
})
