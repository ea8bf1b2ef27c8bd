/** Whole small files, many by one request to the browser: to open each by itself costs it more than to send it. */
import type { Bytes } from '../../../engine/localFiles.ts'
import { yieldToPage } from '../yieldToPage.ts'

type Wanted = { file: File; read: (bytes: Bytes | Promise<Bytes>) => void }

/** Of one request. */
const most = { fileSize: 64 * 1024, files: 50 }
/** A browser reads the files of one request in turn: of a disk that is far some are under way side by side. */
const requestsAtOnce = 8
/** ms from one request that is not full to the next: one file costs the browser as much as five. */
const rest = 50

const waiting: Wanted[] = []
let underWay = 0
let isRested = true
let isGathering = false

/** The bytes of a file that was chosen. What can't be read fails as it does alone. */
export function readWhole(file: File): Promise<Bytes> {
  if (file.size > most.fileSize) return readAlone(file)
  const bytes = new Promise<Bytes>((read) => waiting.push({ file, read }))
  void gather()
  return bytes
}

/** Whoever asks in the same moment, or before it is time again, is read together. */
async function gather(): Promise<void> {
  if (isGathering) return
  isGathering = true
  await yieldToPage()
  isGathering = false
  while (mayBegin()) {
    if (isRested) restAWhile()
    void readSome(waiting.splice(0, most.files))
  }
}

function mayBegin(): boolean {
  return waiting.length >= (isRested ? 1 : most.files) && underWay < requestsAtOnce
}

function restAWhile(): void {
  isRested = false
  setTimeout(() => {
    isRested = true
    void gather()
  }, rest)
}

async function readSome(wanted: Wanted[]): Promise<void> {
  underWay += 1
  const files = wanted.map(({ file }) => file)
  // One that can't be read spoils the request: then each is asked for alone, and says why it fails.
  const all = files.length > 1 ? await readAll(files).catch(() => undefined) : undefined
  const bytes = wanted.map(({ file, read }, n) => {
    const one = all?.[n] ?? readAlone(file)
    read(one)
    return one
  })
  await Promise.allSettled(bytes)
  underWay -= 1
  void gather()
}

/** Undefined where one gave more or less than its size says. What lies between them shows that: no file can know it. */
async function readAll(files: File[]): Promise<Bytes[] | undefined> {
  const between = crypto.getRandomValues(new Uint8Array(16))
  const all = new Uint8Array(await new Blob(files.flatMap((file) => [file, between])).arrayBuffer())
  const pieces: Bytes[] = []
  let at = 0
  for (const { size } of files) {
    pieces.push(all.slice(at, at + size))
    at += size
    if (between.some((byte, n) => all[at + n] !== byte)) return undefined
    at += between.length
  }
  return at === all.length ? pieces : undefined
}

async function readAlone(file: File): Promise<Bytes> {
  return new Uint8Array(await file.arrayBuffer())
}
