import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { v4Time } from './dateformat.ts'

/** ali-oss's own dependency, of which the project has no version of its own. */
const dateFormat = createRequire(createRequire(import.meta.url).resolve('ali-oss/package.json'))('dateformat')

test.each([1, 951_782_399_999, Date.UTC(2026, 11, 31, 23, 59, 59, 1)])(
  '%d is written as the library writes it',
  (at) => {
    for (const date of [at, new Date(at)]) expect(v4Time(date)).toBe(dateFormat(date, "UTC:yyyymmdd'T'HHMMss'Z'"))
  },
)
