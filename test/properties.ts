import { createCall } from '../src/oss/call.ts'
import type { Oss, Ref } from '../src/oss/types.ts'
import type { Ferry } from './ferry.ts'

/** Who looks at the store, with the way to it. */
export type Witness = Pick<Ferry, 'account' | 'transport' | 'oss'>

/** All that an object is, but for when it came to be: raw bytes of every header that tells of it, tags, ACL, what a link points to. */
export type Properties = {
  head: Record<string, string>
  tags: string
  acl: string
  listed: string
  link: string | undefined
}

/** Of a request, and of the moment, not of the object; an ETag of parts changes with the metadata. */
const passing =
  /^(date|server|connection|keep-alive|last-modified|etag|content-md5|vary|transfer-encoding|x-oss-(request-id|server-time|version-id|object-type))$/

/** @throws OssError where it is not there */
export async function propertiesOf({ account, transport, oss }: Witness, at: Ref): Promise<Properties> {
  const { signal } = new AbortController()
  const listed = (await oss.list({ at, limit: 1, signal })).objects.find(({ key }) => key === at.key)
  const isLink = listed?.type === 'Symlink'
  const [told, tags, acl, link] = await Promise.all([
    isLink
      ? { headers: {} }
      : createCall(account, transport)({ operation: 'HeadObject', method: 'HEAD', ...at, signal }),
    oss.getTags({ at, signal }),
    oss.getAcl({ at, signal }),
    isLink ? oss.getSymlink({ at, signal }) : undefined,
  ])
  const head = Object.entries(told.headers).filter(([name]) => !passing.test(name))
  const { size, type, storageClass } = listed ?? { size: -1, type: '', storageClass: '' }
  return {
    head: Object.fromEntries(head.sort(([a], [b]) => (a < b ? -1 : 1))),
    tags: JSON.stringify(tags.map(({ key, value }) => [key, value]).sort()),
    acl,
    // Whatever a copy makes is Normal, unless it was appended to or is a link.
    listed: JSON.stringify([size, type === 'Multipart' ? 'Normal' : type, storageClass]),
    link,
  }
}

/** What another client does right before the request of the product that is the first to be `when`, once. */
export function disturbed(oss: Oss, when: (op: keyof Oss, nth: number) => boolean, act: () => Promise<unknown>): Oss {
  let [count, isDone] = [0, false]
  return new Proxy(oss, {
    get: (target, op: keyof Oss) => {
      const method = target[op] as (...some: unknown[]) => unknown
      if (typeof method !== 'function' || op === 'clockOffset') return method
      return async (...some: unknown[]) => {
        if (!isDone && when(op, ++count)) {
          isDone = true
          await act()
        }
        return method.apply(target, some)
      }
    },
  })
}
