import { bodyOf, type Call } from './call.ts'
import { OssError } from './errors.ts'
import { storageClasses } from './metadata.ts'
import type { BucketStat, ClassStat, Cors, CorsMethod, CorsRule, Oss, StorageClass } from './types.ts'
import { all, descendant, type Element, escapeXml, text, writeXml } from './xml.ts'

type BucketSettings =
  | 'removeBucket'
  | 'putBucketAcl'
  | 'putPublicBlock'
  | 'getCors'
  | 'putCors'
  | 'putVersioning'
  | 'bucketStat'

/** Whether ACLs of this bucket and its objects may be public. @see https://help.aliyun.com/zh/oss/developer-reference/putbucketpublicaccessblock */
export async function putPublicBlock(
  call: Call,
  { bucket, blocks, ...more }: Parameters<Oss['putPublicBlock']>[0],
): Promise<void> {
  const operation = 'PutBucketPublicAccessBlock'
  const root = 'PublicAccessBlockConfiguration'
  const body = `<${root}><BlockPublicAccess>${blocks}</BlockPublicAccess></${root}>`
  await call({ operation, method: 'PUT', ...bucket, sub: {}, query: { publicAccessBlock: '' }, body, ...more })
}

/** The calls that read and set what a bucket is like. */
export function bucketSettingCalls(call: Call): Pick<Oss, BucketSettings> {
  return {
    /** 409 BucketNotEmpty as long as an object, a version or an unfinished upload is left. @see https://help.aliyun.com/zh/oss/developer-reference/deletebucket */
    async removeBucket({ bucket, ...more }) {
      await call({ operation: 'DeleteBucket', method: 'DELETE', ...bucket, ...more })
    },
    /** A bucket that blocks public access refuses a public ACL. @see https://help.aliyun.com/zh/oss/developer-reference/putbucketacl */
    async putBucketAcl({ bucket, acl, ...more }) {
      const headers = { 'x-oss-acl': acl }
      await call({ operation: 'PutBucketACL', method: 'PUT', ...bucket, sub: { acl: '' }, headers, ...more })
    },
    putPublicBlock: (asked) => putPublicBlock(call, asked),
    /** A bucket without rules answers 404. @see https://help.aliyun.com/zh/oss/developer-reference/getbucketcors */
    async getCors({ bucket, ...more }) {
      const operation = 'GetBucketCors'
      const request = { operation, method: 'GET' as const, ...bucket, sub: { cors: '' }, ...more }
      const answer = await call(request).catch((error) => {
        if (error instanceof OssError && error.code === 'NoSuchCORSConfiguration') return undefined
        throw error
      })
      return answer ? readCors(bodyOf(answer, 'CORSConfiguration', { operation })) : { rules: [] }
    },
    /** PutBucketCors takes no empty list: then the configuration is deleted. @see https://help.aliyun.com/zh/oss/developer-reference/putbucketcors */
    async putCors({ bucket, cors, ...more }) {
      const at = { ...bucket, sub: { cors: '' }, ...more }
      const body = corsXml(cors)
      if (cors.rules.length === 0) await call({ operation: 'DeleteBucketCors', method: 'DELETE', ...at })
      else await call({ operation: 'PutBucketCors', method: 'PUT', ...at, body })
    },
    /** Once on, versioning can be suspended but never taken away. @see https://help.aliyun.com/zh/oss/developer-reference/putbucketversioning */
    async putVersioning({ bucket, status, ...more }) {
      const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`
      await call({ operation: 'PutBucketVersioning', method: 'PUT', ...bucket, sub: { versioning: '' }, body, ...more })
    },
    /** Figures of OSS's own, up to an hour old. @see https://help.aliyun.com/zh/oss/developer-reference/getbucketstat */
    async bucketStat({ bucket, ...more }) {
      const operation = 'GetBucketStat'
      const answer = await call({ operation, method: 'GET', ...bucket, sub: { stat: '' }, ...more })
      return readStat(bodyOf(answer, 'BucketStat', { operation }))
    },
  }
}

function readCors(configuration: Element): Cors {
  const rest = restOf(configuration, ['CORSRule'])
  return { rules: all(configuration, 'CORSRule').map(readRule), ...(rest && { rest }) }
}

const ofRule = ['AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds']

/** What OSS says besides, which must not be lost when the rest is sent. */
function restOf({ children }: Element, known: string[]): string {
  return children
    .filter(({ name }) => !known.includes(name))
    .map(writeXml)
    .join('')
}

/** The configuration as PutBucketCors takes it; `gap` stands before each element. */
export function corsXml({ rules, rest = '' }: Cors, gap: (depth: number) => string = () => ''): string {
  const each = rules.map((rule) => gap(1) + ruleXml(rule, gap)).join('')
  return `<CORSConfiguration>${each}${rest && gap(1) + rest}${gap(0)}</CORSConfiguration>`
}

function readRule(rule: Element): CorsRule {
  const rest = restOf(rule, ofRule)
  const texts = (name: string) => all(rule, name).map((element) => element.text.trim())
  const maxAge = text(rule, 'MaxAgeSeconds')?.trim()
  return {
    origins: texts('AllowedOrigin'),
    methods: texts('AllowedMethod') as CorsMethod[],
    headers: texts('AllowedHeader'),
    expose: texts('ExposeHeader'),
    ...(maxAge ? { maxAge: Number(maxAge) } : {}),
    ...(rest && { rest }),
  }
}

function ruleXml({ origins, methods, headers, expose, maxAge, rest = '' }: CorsRule, gap: (depth: number) => string) {
  const list = (name: string, values: string[]) => values.map((value) => `<${name}>${escapeXml(value)}</${name}>`)
  const parts = [
    ...list('AllowedOrigin', origins),
    ...list('AllowedMethod', methods),
    ...list('AllowedHeader', headers),
    ...list('ExposeHeader', expose),
    ...(maxAge === undefined ? [] : [`<MaxAgeSeconds>${maxAge}</MaxAgeSeconds>`]),
    ...(rest ? [rest] : []),
  ]
  return `<CORSRule>${parts.map((part) => gap(2) + part).join('')}${gap(1)}</CORSRule>`
}

/** OSS writes the classes flat (`ArchiveStorage`) or nested (`Archive/Storage`), and IA in full. */
function readStat(stat: Element): BucketStat {
  const count = (name: string, ...path: string[]) => Number(text(descendant(stat, ...path) ?? stat, name) ?? 0)
  const ofClass = (name: StorageClass): ClassStat => {
    const word = name === 'IA' ? 'InfrequentAccess' : name
    const nested = descendant(stat, word)
    if (nested) return { size: count('Storage', word), objects: count('ObjectCount', word) }
    return { size: count(`${word}Storage`), objects: count(`${word}ObjectCount`) }
  }
  return {
    size: count('Storage'),
    objects: count('ObjectCount'),
    uploads: count('MultipartUploadCount'),
    deleteMarkers: count('DeleteMarkerCount'),
    counted: count('LastModifiedTime') * 1000,
    classes: Object.fromEntries(storageClasses.map((name) => [name, ofClass(name)])) as BucketStat['classes'],
  }
}
