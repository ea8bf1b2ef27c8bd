/** The zip that a job's downloads are written to, in one go: what is written can't be changed, and a browser shows it when it is whole. */
import { makeZip } from 'client-zip'
import { numbered } from '../../../engine/keys.ts'
import type { Zip } from '../../../engine/localFiles.ts'
import { anyNameFolding, foldedBy } from '../../../engine/localPath.ts'
import { CopyError } from '../../../engine/problem.ts'
import type { ZipPlace, ZipStream } from '../keptZips.ts'
import { zip64End } from './zip64.ts'

type Entry = { name: string; lastModified: number; input?: AsyncIterable<Uint8Array<ArrayBuffer>> }
type Waiting = { entry: Entry; written: () => void; failed: (error: unknown) => void }

/** A write is a message to another process: small pieces go together. */
const atOnce = 1024 ** 2

export async function createZip(place: Pick<ZipPlace, 'createWritable'>): Promise<Zip> {
  const nameFor = createNames()
  const queue = createQueue()
  let entries = 0
  const pieces = withEnd(makeZip(queue.inOrder()), () => entries)
  const written = writeAll(pieces, await place.createWritable())
  written.catch(queue.fail)
  return {
    async add({ path, modified }, bytes) {
      const name = nameFor(path)
      entries++
      const input = name.endsWith('/') ? {} : { input: unbroken(bytes, name) }
      await queue.add({ name, lastModified: modified, ...input })
      return name
    },
    finish() {
      queue.end()
      return written
    },
    async leave() {
      queue.end(new CopyError('ZipBroken', 'It was stopped'))
      await written.catch(() => {})
    },
  }
}

/** Entries one behind the other, as fast as they are taken. */
function createQueue() {
  const waiting: Waiting[] = []
  let ended: { error?: unknown } | undefined
  let wake = () => {}
  const end = (error?: unknown) => {
    ended ??= { error }
    wake()
  }
  return {
    end,
    add: (entry: Entry) =>
      new Promise<void>((written, failed) => {
        if (ended) return failed(ended.error)
        waiting.push({ entry, written, failed })
        wake()
      }),
    /** Nobody takes any more. */
    fail(error: unknown) {
      end(error)
      for (const { failed } of waiting.splice(0)) failed(error)
    },
    async *inOrder(): AsyncGenerator<Entry> {
      while (true) {
        const [next] = waiting
        if (ended?.error) throw ended.error
        if (next) {
          yield next.entry
          // The next one is asked for when all of this one was taken.
          waiting.shift()?.written()
        } else if (ended) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

type Piece = Uint8Array<ArrayBuffer>

/** The last piece is the end of the directory. */
async function* withEnd(zip: ReadableStream<Uint8Array>, entries: () => number): AsyncGenerator<Piece> {
  const reader = zip.getReader() as ReadableStreamDefaultReader<Piece>
  let last: Piece = new Uint8Array()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield last
      last = next.value
    }
    yield zip64End(last, entries())
    yield last
  } finally {
    reader.cancel().catch(() => {})
  }
}

/** What is closed stands at its place; what is aborted leaves what was there before. @see https://fs.spec.whatwg.org/#api-filesystemwritablefilestream */
async function writeAll(zip: AsyncGenerator<Piece>, file: ZipStream): Promise<void> {
  try {
    for (let isDone = false; !isDone; ) {
      const pieces: Piece[] = []
      for (let size = 0; size < atOnce && !isDone; ) {
        const { value, done } = await zip.next()
        isDone = done === true
        if (value) size += pieces.push(value) && value.length
      }
      await file.write(new Blob(pieces))
    }
    await file.close()
  } catch (error) {
    zip.return(undefined).catch(() => {})
    await file.abort().catch(() => {})
    throw error
  }
}

/** An entry that ends in the middle spoils all of the zip. */
async function* unbroken(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for await (const some of bytes) yield some as Uint8Array<ArrayBuffer>
  } catch (error) {
    throw new CopyError('ZipBroken', `${name}: ${error instanceof Error ? error.message : error}`, error)
  }
}

/**
 * No two files of one name, as whoever unpacks them, on whatever disk, would keep one; a name is no file and a folder at once: the later of
 * the two is numbered. The plan numbers what it can know.
 */
function createNames() {
  const files = new Set<string>()
  const folders = new Set<string>()
  const folderAt = (path: string): string => {
    const folder = firstFree(path, (name) => files.has(folded(name)))
    folders.add(folded(folder))
    return folder
  }
  return (path: string): string => {
    const names = path.split('/')
    const last = names.pop() ?? ''
    const above = names.reduce((folder, name) => `${folderAt(folder + name)}/`, '')
    if (last === '') return above
    const name = firstFree(above + last, (taken) => files.has(folded(taken)) || folders.has(folded(taken)))
    files.add(folded(name))
    return name
  }
}

const folded = foldedBy(anyNameFolding)

function firstFree(path: string, isTaken: (path: string) => boolean): string {
  let name = path
  for (let n = 1; isTaken(name); n++) name = numbered(path, n)
  return name
}
