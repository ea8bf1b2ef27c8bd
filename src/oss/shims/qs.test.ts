import { expect, test } from 'vitest'
import signer from '#ali-oss/signer'
import { stringify } from './qs.ts'

const queries = [
  {},
  { uploads: null },
  { acl: '', 'list-type': '2', prefix: 'a/b c+d&é/中文', delimiter: '/', 'max-keys': '1000' },
  { partNumber: '7', uploadId: "0A!*'()", 'x-oss-date': '20261126T000000Z' },
  { B: '1', a: '2', A: '3', b: null },
]

test.each(queries)('%j is signed as with the library', (query) => {
  const [, , canonical] = signer.getCanonicalRequest('GET', { headers: {}, queries: query }, 'b', 'k', []).split('\n')
  const encoder = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  expect(stringify(query as Record<string, string | null>, { encoder, sort: (a, b) => a.localeCompare(b) })).toBe(
    canonical,
  )
})
