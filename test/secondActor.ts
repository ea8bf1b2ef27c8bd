import { knownClass } from '../src/engine/knownClass.ts'
import { bytesOf, bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes, Oss, Ref } from '../src/oss/types.ts'
import type { MemoryFolder } from './disk.ts'

/** What another client may do to the source or the target of a copy, between any two requests. */

const { signal } = new AbortController()
export type Pair = { source: Ref; target: Ref }
export type Side = keyof Pair
export type Action = {
  name: string
  on: Side
  /** OSS shows it neither in the ETag nor in the time. */
  leavesNoTrace?: true
  act: (oss: Oss, pair: Pair, disk: MemoryFolder | undefined) => Promise<void>
}

const theirs: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'image/png', 'Content-Language': 'zh-CN' }),
  meta: bytesOfEach({ theirs: '1' }),
  tags: [{ key: 'theirs', value: '1' }],
  acl: 'public-read',
}

const onEither = (
  name: string,
  act: (oss: Oss, at: Ref, pair: Pair) => Promise<unknown>,
  more: object = {},
): Action[] =>
  (['source', 'target'] as const).map((on) => ({
    name: `${name} the ${on}`,
    on,
    ...more,
    act: async (oss, pair) => void (await act(oss, pair[on], pair)),
  }))

const isThere = async (oss: Oss, at: Ref) =>
  (await oss.list({ at, limit: 1, signal })).objects.some(({ key }) => key === at.key)

/** The attributes of an object with one metadata entry more; its ETag stays. */
async function editMetadata(oss: Oss, at: Ref): Promise<void> {
  if (!(await isThere(oss, at))) return
  const [{ etag, headers, meta, storageClass }, acl] = await Promise.all([
    oss.head({ at, signal }),
    oss.getAcl({ at, signal }),
  ])
  const attributes = {
    headers,
    meta: { ...meta, theirs: bytesOf('edit') },
    storageClass: knownClass(storageClass, at.key),
    acl,
  }
  await oss.copyObject({ at, source: at, ifMatch: etag, replace: true, attributes, signal })
}

/** Bytes that may be read and written whole. */
const inOnePiece = 1024 ** 2

async function sameBytes(oss: Oss, { source, target }: Pair): Promise<void> {
  const [from] = [source, target].filter(({ account }) => account)
  if (!from || !(await isThere(oss, from)) || (await oss.head({ at: from, signal })).size > inOnePiece) return
  await oss.put({ at: target, body: await oss.get({ at: from, signal }), attributes: theirs, signal })
}

async function ifThere(oss: Oss, at: Ref, act: () => Promise<unknown>): Promise<void> {
  if (await isThere(oss, at)) await act()
}

async function abortAll(oss: Oss, at: Ref): Promise<void> {
  for (const { key, uploadId } of await oss.listUploads({ at, signal }))
    await oss.abort({ at: { ...at, key }, uploadId, signal })
}

async function beginUpload(oss: Oss, at: Ref): Promise<void> {
  const uploadId = await oss.initiate({ at, attributes: theirs, signal })
  await oss.uploadPart({ at, uploadId, number: 1, body: new Blob(['a part of theirs']), signal })
}

const onStore: Action[] = [
  ...onEither('deletes', (oss, at) => oss.remove({ at, signal })),
  ...onEither('puts other bytes at', (oss, at) => oss.put({ at, body: 'theirs', attributes: theirs, signal })),
  { name: 'puts the same bytes with other attributes at the target', on: 'target', act: sameBytes },
  ...onEither('edits the metadata of', editMetadata),
  ...onEither(
    'changes the tags of',
    (oss, at) => ifThere(oss, at, () => oss.putTags({ at, tags: [{ key: 'theirs', value: 'new' }], signal })),
    { leavesNoTrace: true },
  ),
  ...onEither('changes the ACL of', (oss, at) =>
    ifThere(oss, at, () => oss.putAcl({ at, acl: 'public-read-write', signal })),
  ),
  {
    name: 'makes the target a link to the source',
    on: 'target',
    act: (oss, { source, target }) => oss.putSymlink({ at: target, target: source.key, signal }),
  },
  { name: 'aborts the uploads of the target', on: 'target', act: (oss, { target }) => abortAll(oss, target) },
  { name: 'begins an upload of the target', on: 'target', act: (oss, { target }) => beginUpload(oss, target) },
]

const folderOf = async (disk: MemoryFolder, path: string[]) => {
  let folder = disk
  for (const name of path) folder = await folder.getDirectoryHandle(name, { create: true })
  return folder
}
const onDisk = (name: string, act: (folder: MemoryFolder, file: string) => Promise<unknown>): Action => ({
  name,
  on: 'target',
  async act(_oss, { target }, disk) {
    const path = target.key.split('/')
    const file = path.pop() ?? ''
    if (disk) await act(await folderOf(disk, path), file)
  },
})

const onThisComputer: Action[] = [
  onDisk('deletes the file', async (folder, file) => folder.items.delete(file)),
  onDisk('writes other bytes into the file', async (folder, name) => {
    const file = await folder.getFileHandle(name, { create: true })
    file.bytes = new TextEncoder().encode('theirs')
    file.modified += 5000
  }),
]

/** What may happen to a pair of which one side may be on this computer. */
export function actionsOn({ source, target }: Pair): Action[] {
  const far = onStore.filter(({ on }) => (on === 'source' ? source : target).account !== '')
  return target.account === '' ? [...far, ...onThisComputer] : far
}
