import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyBytes } from './keys.ts'
import { foldedBy, localKey, localPath, partName } from './localPath.ts'

test.each([
  ['a/b.txt', 'a/b.txt'],
  ['a/', 'a/'],
  ['照片/😀 #1+%.jpg', '照片/😀 #1+%.jpg'],
  ['a/../b', 'a/%2E%2E/b'],
  ['./a', '%2E/a'],
  ['a//b', 'a/%2F/b'],
  ['/etc/passwd', '%2F/etc/passwd'],
  ['C:\\x', 'C%3A%5Cx'],
  ['a*?"<>|', 'a%2A%3F%22%3C%3E%7C'],
  ['end.', 'end%2E'],
  ['end ', 'end%20'],
  ['con.txt', '%63on.txt'],
  ['console', 'console'],
  ['line\nbreak', 'line%0Abreak'],
  ['com¹.txt', '%63om¹.txt'],
  ['LPT³', '%4CPT³'],
  ['conin$', '%63onin$'],
  ['CONOUT$.log', '%43ONOUT$.log'],
  ['nul .txt', '%6Eul .txt'],
  ['nul  .tar.gz', '%6Eul  .tar.gz'],
  ['nullable.txt', 'nullable.txt'],
  ['com1x', 'com1x'],
  ['desktop.ini', '%64esktop.ini'],
  ['gpj.\u202eexe', 'gpj.%E2%80%AEexe'],
  ['soft\u00adhyphen', 'soft%C2%ADhyphen'],
  ['👩\u200d👧', '👩%E2%80%8D👧'],
  [' a', '%20a'],
  ['\u3000a\u00a0', '%E3%80%80a%C2%A0'],
  ['~$draft.docx', '%7E$draft.docx'],
  ['main.c~', 'main.c%7E'],
  ['..hidden', '%2E.hidden'],
  ['.hidden', '.hidden'],
  ['site.url', 'site%2Eurl'],
  ['x.LNK', 'x%2ELNK'],
  ['x.url.txt', 'x.url.txt'],
  ['x.{645FF040-5081}', 'x%2E{645FF040-5081}'],
])('%j becomes the file %j', (key, path) => {
  expect(localPath(key)).toBe(path)
  expect(localKey(path)).toBe(key)
})

test('no two keys become one file', () => {
  const keys = ['a:b', 'a%3Ab', 'a%3ab', 'a%253Ab', '..', '%2E%2E', 'x//', 'x/%2F/', 'con', '%63on']
  expect(new Set(keys.map(localPath)).size).toBe(keys.length)
})

test('a name that is too long for a disk is shortened to one of its own, with its ending', () => {
  const long = '长'.repeat(300)
  const [one, two] = [localPath(`${long}.pdf`), localPath(`${long}!.pdf`)]
  expect(one).toMatch(/^长{50,}%7E[0-9a-f]{32}\.pdf$/)
  expect(one).not.toBe(two)
  expect(keyBytes(one)).toBeLessThanOrEqual(240)
  // Nobody can have made a key that becomes the short name of another.
  expect(localPath(one)).not.toBe(one)
})

const hard = fc.constantFrom(
  ...[
    '',
    '.',
    '..',
    ' ',
    '%',
    '%2',
    '%2F',
    '%2E',
    '%63',
    '/',
    '\\',
    ':',
    'con',
    'NUL',
    'com¹',
    'é',
    'e\u0301',
    'A',
    'a',
    'ß',
    'ẞ',
    'K',
    'İ',
    '~',
    '.url',
    '\u200d',
    'x'.repeat(250),
    '长'.repeat(90),
  ],
)
const key = fc
  .array(fc.oneof(hard, fc.string({ unit: 'binary', maxLength: 6 })), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''))
  .filter((made) => made !== '')

test('whatever the keys are: none leaves the folder, none is refused by a disk, and no two are one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 2, maxLength: 8 }), (keys) => {
      const paths = keys.map(localPath)
      expect(new Set(paths).size).toBe(keys.length)
      for (const path of paths) {
        const names = path.endsWith('/') ? path.slice(0, -1).split('/') : path.split('/')
        for (const name of names) {
          expect(name).not.toMatch(/^$|^\.\.|^[\s~]|[.~\s]$|[\\/:*?"<>|]|\p{Cc}|\p{Cf}|\.(lnk|url|scf)$/iu)
          expect(name).not.toMatch(/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(\.|$)/i)
          expect(keyBytes(name)).toBeLessThanOrEqual(240)
        }
      }
    }),
  )
})

test('a path leads back to its key, unless it had to be shortened', () => {
  fc.assert(
    fc.property(key, (made) => {
      fc.pre(made.split('/').every((name) => keyBytes(name) < 60))
      expect(localKey(localPath(made))).toBe(made)
    }),
  )
})

test.each([
  [{ case: true, form: false }, 'Straße/K.TXT', 'STRASSE/\u212a.txt', true],
  [{ case: true, form: false }, 'é', 'e\u0301', false],
  [{ case: false, form: true }, 'é', 'e\u0301', true],
  [{ case: false, form: true }, 'a', 'A', false],
  [{ case: true, form: true }, 'É', 'e\u0301', true],
  [{ case: true, form: false }, 'ΣΑΣ', 'σας', true],
  [{ case: true, form: false }, 'ẞ', 'ß', true],
  [{ case: false, form: false }, 'a', 'A', false],
])('a disk that folds %j takes %j and %j for one: %s', (folds, a, b, isOne) => {
  const fold = foldedBy(folds)
  expect(fold(a) === fold(b)).toBe(isOne)
})

test('an unfinished file has a name of its own that fits every disk', () => {
  expect(partName('film.bin', 'job-7')).toBe('.film.bin.job-7.ferry-part')
  const long = partName('长'.repeat(79), `${crypto.randomUUID()}-1000000`)
  expect(keyBytes(long)).toBeLessThanOrEqual(240)
  expect(long).toMatch(/^\.长+\.[0-9a-f-]+\.ferry-part$/)
})
