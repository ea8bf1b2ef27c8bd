/** What objects are called on a disk: names that every file system takes, and no two keys under one. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { keyBytes } from './keys.ts'

/** How a disk tells names apart: whether it takes `A` and `a`, or the two spellings of `é` (NFC, NFD), for one. */
export type NameFolding = { case: boolean; form: boolean }

/** Of a zip nobody knows where it will be unpacked. */
export const anyNameFolding: NameFolding = { case: true, form: true }

/** Bytes of a name. Disks take 255; a browser writes beside the file, under a longer name, and a number may be added. */
const longest = 240

/**
 * Where a key goes below a folder. What a file system takes for something else, or not at all, is escaped as in a URL, so that no two
 * keys become one and none leaves the folder: `a/../b:c` → `a/%2E%2E/b%3Ac`. A name that is too long keeps its beginning and its ending
 * and gets a checksum: `long…%7E<SHA-256>.pdf`.
 * @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function localPath(key: string): string {
  return byName(key, localName)
}

/** The key that became a path; of a name that was shortened there is no way back. */
export function localKey(path: string): string {
  return byName(path, (name) => (name === '%2F' ? '' : unescaped(name)))
}

/** How the names of files end that are not yet whole. */
export const PART_END = '.ferry-part'

/** What a file is called until it is whole. `id`: whose it is, so that nobody else has it. */
export function partName(name: string, id: string): string {
  const end = `.${id}${PART_END}`
  return `.${cut(name, longest - keyBytes(end) - 1)}${end}`
}

/** Of two paths that are one to a disk the same text. It may take more for one than the disk does, never less. */
export function foldedBy(folds: NameFolding): (path: string) => string {
  const caseless = (text: string) => (folds.case ? text.toLowerCase().toUpperCase().toLowerCase() : text)
  return folds.form ? (path) => caseless(path.normalize('NFD')).normalize('NFC') : caseless
}

function byName(path: string, change: (name: string) => string): string {
  const isFolder = path.endsWith('/')
  const names = (isFolder ? path.slice(0, -1) : path).split('/').map(change)
  return names.join('/') + (isFolder ? '/' : '')
}

/** Devices of Windows, whatever follows a dot, and names that its shell and browsers keep for themselves. */
const reserved = /^((con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[\d¹²³]) *(\.|$)|(desktop\.ini|thumbs\.db)$)/i

/**
 * What Windows or Chromium takes in no name: some characters of ASCII, those that nobody sees, space and `~` at the ends, and the endings
 * of links.
 */
const illegal = new RegExp(
  [
    '%(?=[0-9A-F]{2})',
    '[\\\\:*?"<>|\\p{Cc}\\p{Cf}\\p{Noncharacter_Code_Point}]',
    '^[\\p{White_Space}~]',
    '[\\p{White_Space}.~]$',
    '^\\.(?=\\.)',
    '\\.(?=(?:lnk|scf|url|\\{[^{}]*\\})$)',
  ].join('|'),
  'giu',
)

function localName(name: string): string {
  if (name === '') return '%2F'
  if (/^\.+$/.test(name)) return short(name.replaceAll('.', escaped), name)
  const plain = name.replace(illegal, escaped)
  return short(reserved.test(plain) ? escaped(plain.charAt(0)) + plain.slice(1) : plain, name)
}

/** A literal `%7E` is escaped, so that no other name looks like one that was shortened. */
function short(plain: string, name: string): string {
  if (keyBytes(plain) <= longest) return plain
  const end = /\.[A-Za-z0-9]{1,12}$/.exec(plain)?.[0] ?? ''
  const mark = `%7E${bytesToHex(sha256(utf8ToBytes(name))).slice(0, 32)}`
  return cut(plain, longest - mark.length - end.length) + mark + end
}

/** The beginning of a text, as many whole characters as these bytes hold. */
function cut(text: string, bytes: number): string {
  let left = bytes
  let end = 0
  for (const character of text) {
    left -= keyBytes(character)
    if (left < 0) break
    end += character.length
  }
  return text.slice(0, end)
}

function escaped(character: string): string {
  const bytes = [...utf8ToBytes(character)]
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

function unescaped(name: string): string {
  return name.replace(/(%[0-9A-F]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })
}
