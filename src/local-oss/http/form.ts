import { ossError } from '../errors.ts'

const LARGEST_HEAD = 64 * 1024

/** A `multipart/form-data` body, read up to its file. */
export type Form = {
  /** Names in lower case, values as UTF-8 text. */
  fields: Map<string, string>
  file: { name: string; contentType: string | undefined; pieces: AsyncIterable<Buffer> }
}

/**
 * Reads the fields of a form, and gives the field `file` as a stream; what follows it is not read as fields, as OSS has it. Fields take at
 * most 64 KiB. Throws MalformedPOSTRequest.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 */
export async function readForm(body: AsyncIterable<Buffer>, contentType: string): Promise<Form> {
  const [, quoted, plain] = /^multipart\/form-data;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw malformed()
  const reader = createReader(body)
  const mark = Buffer.from(`\r\n--${boundary}`)
  const fields = new Map<string, string>()
  // The first boundary has no line break before it.
  reader.unread(Buffer.from('\r\n'))
  await reader.through(mark, LARGEST_HEAD)
  for (let left = LARGEST_HEAD; left > 0; ) {
    const next = await reader.through(Buffer.from('\r\n'), left)
    if (next.length > 0) throw malformed()
    const head = parseHead(await reader.through(Buffer.from('\r\n\r\n'), left))
    if (head.name === 'file') {
      return { fields, file: { name: head.fileName, contentType: head.contentType, pieces: reader.until(mark) } }
    }
    const value = await reader.through(mark, left)
    fields.set(head.name.toLowerCase(), value.toString())
    left -= value.length + head.name.length
  }
  throw malformed()
}

type Head = { name: string; fileName: string; contentType: string | undefined }

function parseHead(bytes: Buffer): Head {
  const lines = bytes.toString().split('\r\n')
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? ''
  const [, name] = /[;\s]name="([^"]*)"/i.exec(disposition) ?? []
  const [, fileName = ''] = /[;\s]filename="([^"]*)"/i.exec(disposition) ?? []
  const contentType = lines.find((line) => /^content-type:/i.test(line))?.replace(/^[^:]*:\s*/, '')
  if (name === undefined) throw malformed()
  return { name, fileName, contentType }
}

/** Takes a stream apart at marks, whatever the chunks are. */
function createReader(body: AsyncIterable<Buffer>) {
  const source = body[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)

  async function more(): Promise<boolean> {
    const { value, done } = await source.next()
    if (!done) held = Buffer.concat([held, value])
    return !done
  }

  return {
    unread(bytes: Buffer): void {
      held = Buffer.concat([bytes, held])
    },
    /** Everything before the mark; the mark is taken too. */
    async through(mark: Buffer, most: number): Promise<Buffer> {
      for (;;) {
        const at = held.indexOf(mark)
        if (at >= 0) {
          const before = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          return before
        }
        if (held.length > most || !(await more())) throw malformed()
      }
    },
    /** The bytes before the mark, as they come. The rest of the body is read and dropped. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = held.indexOf(mark)
        const end = at >= 0 ? at : Math.max(0, held.length - mark.length)
        if (end > 0) yield held.subarray(0, end)
        held = held.subarray(end)
        if (at >= 0) break
        if (!(await more())) throw malformed()
      }
      held = Buffer.alloc(0)
      while (await more()) held = Buffer.alloc(0)
    },
  }
}

function malformed() {
  return ossError('MalformedPOSTRequest')
}
