import { textOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes, HeaderName, Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import type { Change, ConflictPolicy, CopyRequest, PortableRequest } from '../types.ts'
import { overlaps, targetKey } from './check.ts'
import { eachOnce } from './eachOnce.ts'
import { needsRelay } from './method.ts'

/**
 * A request as a shell script of ossutil 2 commands, for work that is to run on a server; what ossutil does not do stands in comments.
 * Pure. @see https://help.aliyun.com/zh/oss/developer-reference/ossutil-overview/
 */
export function ossutilScript(request: PortableRequest): string {
  return [
    '# ossutil 2 takes its credentials from its own configuration: run `ossutil config` first.',
    '# It does not pin a source to its ETag: an object that changes meanwhile is copied as it is then.',
    ...linesOf(eachOnce(request)),
    '',
  ].join('\n')
}

function linesOf(request: PortableRequest): string[] {
  if (request.sources.some(({ scope }) => scope))
    return ['# It cannot choose what was chosen here of a folder as a whole: export the plan for `oss-ferry run`.']
  // `cp` would copy its own copies, and `rm` remove them.
  if (request.do === 'copy' && overlaps(request))
    return ['# It cannot copy to a place below the source, or above it: export the plan for `oss-ferry run`.']
  if (request.do === 'copy')
    return [...copyNotes(request), ...request.sources.flatMap((one) => copyLines(one, request))]
  if (request.do === 'remove') return request.sources.map((source) => command('rm', source, [], ['--force']))
  if (request.edit) return ['# It cannot change each object by what it is: export the plan for `oss-ferry run`.']
  return [...changeNotes(request.change), ...request.sources.flatMap((one) => changeLines(one, request.change))]
}

/** `-j` counts only together with one of these. ossutil can neither number a name nor ask. */
const conflictFlags: Record<ConflictPolicy, string[]> = {
  replace: ['--force'],
  newer: ['--update'],
  different: ['--checksum', '--force'],
  skip: ['--ignore-existing'],
  keepBoth: ['--ignore-existing'],
  ask: ['--ignore-existing'],
}

/** 16 objects at a time, 4 parts of each: about the requests that Ferry has in flight. */
const speed = ['--job', '16', '--parallel', '4']

function copyNotes({ conflict, keepAcl, removeSource }: CopyRequest): string[] {
  return [
    ...(keepAcl ? ["# It does not copy an object's own ACL: each copy inherits the ACL of its bucket."] : []),
    ...(conflict === 'keepBoth' || conflict === 'ask' ? ['# It cannot do that: what exists is skipped.'] : []),
    ...(removeSource
      ? ['# It cannot move. `rm` compares nothing: it removes all that is there by then, copied and verified or not.']
      : []),
  ]
}

function copyLines(source: Ref, request: CopyRequest): string[] {
  const target = { ...request.target, key: targetKey(source, request) }
  const names = `${encodedAddressOf(source)} to ${encodedAddressOf(target)}`
  if (needsRelay({ ...source, type: 'Normal' }, target))
    return [
      `# It copies inside one region and one account only, so not ${names}: export the plan for \`oss-ferry run\`.`,
    ]
  const copy = command(
    'cp',
    source,
    [target],
    ['--copy-props', 'default', ...conflictFlags[request.conflict], ...speed],
  )
  if (!request.removeSource) return [copy]
  const remove = command('rm', source, [], ['--force'])
  // What `cp` skipped is not copied: removing it would lose it.
  if (request.conflict === 'replace') return [`${copy} &&`, `  ${remove}`]
  return [copy, '# Some may be skipped. Compare both sides, then remove the sources yourself:', `# ${remove}`]
}

const headerFlags: Partial<Record<HeaderName, string>> = {
  'Content-Type': '--content-type',
  'Cache-Control': '--cache-control',
  'Content-Disposition': '--content-disposition',
  'Content-Encoding': '--content-encoding',
  Expires: '--expires',
}

function changeNotes({ headers = {}, meta = {}, encryption }: Change): string[] {
  const gone = Object.entries(headers).filter(([name, value]) => value === null || !(name in headerFlags))
  const noText = Object.entries({ ...headers, ...meta }).filter(([, value]) => value !== null && !isText(value))
  return [
    ...gone.map(([name, value]) => `# It cannot ${value === null ? 'remove' : 'set'} ${name}.`),
    ...noText.map(([name]) => `# It takes text, which ${name} is not here: export the plan for \`oss-ferry run\`.`),
    ...(encryption !== undefined ? ['# It cannot change the encryption of an object.'] : []),
  ]
}

function changeLines(source: Ref, change: Change): string[] {
  const gone = pairsOf(change.meta, (value) => value === null)
  const sets = setFlags(change)
  return [
    ...(sets.length > 0 ? [command('set-props', source, [], [...sets, '--force'])] : []),
    // A directive holds for all that one command names.
    ...(gone
      ? [command('set-props', source, [], ['--metadata', gone, '--metadata-directive', 'delete', '--force'])]
      : []),
  ]
}

function setFlags({ headers = {}, meta, tags, acl, storageClass }: Change): string[] {
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    const flag = headerFlags[name as HeaderName]
    return flag && value !== null && isText(value) ? [flag, textOf(value).text] : []
  })
  const set = pairsOf(meta, (value) => value !== null && isText(value))
  const metadata = [...kept, ...(set ? ['--metadata', set] : [])]
  return [
    ...metadata,
    ...(metadata.length > 0 ? ['--metadata-directive', 'update'] : []),
    ...(tags ? tagFlags(tags) : []),
    ...(acl ? ['--acl', acl] : []),
    ...(storageClass ? ['--storage-class', storageClass] : []),
  ]
}

function tagFlags(tags: NonNullable<Change['tags']>): string[] {
  if (tags.length === 0) return ['--tagging-directive', 'purge']
  return [
    '--tagging',
    tags.map(({ key, value }) => field(`${key}=${value}`)).join(','),
    '--tagging-directive',
    'replace',
  ]
}

function pairsOf(meta: Change['meta'] = {}, chosen: (value: HeaderBytes | null) => boolean): string {
  const pairs = Object.entries(meta).filter(([, value]) => chosen(value))
  const text = (value: HeaderBytes | null) => (value === null ? '' : textOf(value).text)
  return pairs.map(([name, value]) => field(`x-oss-meta-${name.toLowerCase()}=${text(value)}`)).join(',')
}

/** A command line is text. */
function isText(value: HeaderBytes): boolean {
  return textOf(value).encoding === 'UTF-8'
}

/** Lists are read as CSV. */
function field(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function command(verb: string, source: Ref, targets: Ref[], flags: string[]): string {
  const refs = [source, ...targets]
  const encoded = refs.some(({ key }) => isOdd(key))
  const words = [
    ...refs.map((ref) => (encoded ? encodedAddressOf(ref) : addressOf(ref))),
    ...(isPrefix(source.key) ? ['--recursive'] : []),
    ...flags,
    ...(encoded ? ['--encoding-type', 'url'] : []),
    ...['--region', source.region],
  ]
  return ['ossutil', verb, ...words.map(quoted)].join(' ')
}

/** No shell passes on every control character, nor does a terminal show them. */
function isOdd(key: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u001f\u007f]/.test(key)
}

function addressOf({ bucket, key }: Ref): string {
  return `oss://${bucket}/${key}`
}

function encodedAddressOf({ bucket, key }: Ref): string {
  return `oss://${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}`
}

/** For a POSIX shell: inside single quotes everything stands for itself. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
