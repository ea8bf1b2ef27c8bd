import { regionNamed } from '../../oss/endpoints/endpoints.ts'
import { isBucketName, isRegionName } from '../../oss/names.ts'
import type { Ref } from '../../oss/types.ts'
import { isPrefix } from '../keys.ts'
import type { PortableRequest, Source } from '../types.ts'
import { type Fields, fail, filled, key, list, noUnknownFields, one, parsed, record, text } from './planFields.ts'
import { readAsked, writeAsked } from './planFileChange.ts'
import { checkScope } from './planScope.ts'

export { PlanFileError } from './fileFault.ts'

/**
 * A request as a file, to be run elsewhere: what and where, never who. `endpoint` is what the file says of a host: nobody sends anything
 * there for that.
 */
export type PlanFile = { version: 1; endpoint?: string; request: PortableRequest }

/**
 * The text of a plan file. Accounts become numbers: their names mean nothing elsewhere. Values of headers and metadata are text, or
 * `{ "base64": … }` where they are not UTF-8. What is archived is refused there.
 */
export function writePlanFile(asked: PortableRequest): string {
  const { restore: _stays, ...request } = { restore: undefined, ...asked }
  const names = [...new Set(refsOf(request).map(({ account }) => account))]
  const numbered = (ref: Ref) => ({ ...ref, account: String(names.indexOf(ref.account) + 1) })
  const file = {
    ...request,
    sources: request.sources.map(numbered),
    ...('target' in request && { target: numbered(request.target) }),
    ...(request.do === 'change' && writeAsked(request)),
  }
  return `${JSON.stringify({ version: 1, request: file }, null, 2)}\n`
}

/**
 * Reads a plan file, and believes nothing.
 * @throws PlanFileError
 */
export function readPlanFile(text: string): PlanFile {
  const file = record(parsed(text), '')
  if (file.version !== 1) fail('version', 'version', 1)
  noUnknownFields(file, '', ['version', 'endpoint', 'request'])
  const endpoint = file.endpoint === undefined ? undefined : address(file.endpoint, 'endpoint')
  return { version: 1, ...(endpoint && { endpoint }), request: readRequest(record(file.request, 'request')) }
}

const policies = ['replace', 'skip', 'keepBoth', 'newer', 'different', 'ask']

function refsOf(request: PortableRequest) {
  return request.do === 'copy' ? [...request.sources, request.target] : request.sources
}

function readRequest(fields: Fields): PortableRequest {
  one(fields.do, 'request.do', ['copy', 'change', 'remove'])
  const sources = list(fields.sources, 'request.sources')
  if (sources.length === 0) fail('request.sources', 'ofPlan', 'at least one source')
  for (const [n, source] of sources.entries()) checkSource(source, `request.sources[${n}]`, sources.length > 1)
  if (fields.do === 'copy') checkCopy(fields)
  else
    noUnknownFields(fields, 'request.', [
      'do',
      'sources',
      'review',
      ...(fields.do === 'change' ? ['change', 'edit', 'when', 'rule'] : []),
    ])
  if (fields.review !== undefined) one(fields.review, 'request.review', [true])
  if (fields.do !== 'change') return fields as PortableRequest
  if (fields.rule !== undefined) text(fields.rule, 'request.rule')
  return { ...fields, ...readAsked(fields) } as PortableRequest
}

function checkCopy(fields: Fields): void {
  const flags = ['mustBeFree', 'relay']
  const known = ['do', 'sources', 'review', 'target', 'placement', 'base', 'removeSource', 'conflict', 'keepAcl']
  noUnknownFields(fields, 'request.', [...known, ...flags])
  checkRef(fields.target, 'request.target')
  one(fields.placement, 'request.placement', ['into', 'exact'])
  if (hasScope(fields) && fields.placement !== 'into')
    fail('request.placement', 'ofPlan', '"into", of a source with a scope,')
  if (fields.base !== undefined || hasScope(fields))
    checkBase(text(fields.base, 'request.base'), fields.sources as Source[])
  one(fields.removeSource, 'request.removeSource', [true, false])
  one(fields.conflict, 'request.conflict', policies)
  one(fields.keepAcl, 'request.keepAcl', [true, false])
  for (const flag of flags) if (fields[flag] !== undefined) one(fields[flag], `request.${flag}`, [true])
}

function checkBase(base: string, sources: Source[]): void {
  const [first] = sources
  if (first?.scope && base !== first.key) fail('request.base', 'ofPlan', 'the key of the source with a scope')
  if (first?.scope) return
  const isAbove = base === '' || (isPrefix(base) && sources.every(({ key }) => key.startsWith(base) && key !== base))
  if (!isAbove) fail('request.base', 'ofPlan', 'empty, or a prefix that ends in / and holds every source')
}

/** What is chosen of a place as a whole stands alone, and keeps the folders below it. */
function checkSource(value: unknown, path: string, hasOthers: boolean): void {
  const { scope, ...ref } = record(value, path)
  checkRef(ref, path)
  if (scope === undefined) return
  checkScope(scope, ref.key as string, `${path}.scope`)
  if (hasOthers) fail('request.sources', 'ofPlan', 'no other source beside one with a scope')
}

function checkRef(value: unknown, path: string): void {
  const ref = record(value, path)
  noUnknownFields(ref, `${path}.`, ['account', 'region', 'bucket', 'key'])
  filled(ref.account, `${path}.account`)
  const region = filled(ref.region, `${path}.region`)
  if (!isRegionName(region) || regionNamed(region) !== region)
    fail(`${path}.region`, 'ofPlan', 'a region such as cn-hangzhou')
  if (!isBucketName(filled(ref.bucket, `${path}.bucket`)))
    fail(`${path}.bucket`, 'ofPlan', 'the name of a bucket, 3 to 63 of a-z, 0-9 and -,')
  key(ref.key, `${path}.key`)
}

function hasScope({ sources }: Fields): boolean {
  return (sources as Source[]).some(({ scope }) => scope !== undefined)
}

function address(value: unknown, path: string): string {
  const endpoint = text(value, path)
  return /^https?:\/\/[^/]+$/.test(endpoint)
    ? endpoint
    : fail(path, 'ofPlan', 'an address with scheme and without path')
}
