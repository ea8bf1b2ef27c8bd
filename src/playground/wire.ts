import type { LocalOss } from '../app/sign-in/localOss.ts'

/** What OSS says to whatever is asked, or with status 0 the gateway that does not reach it; `lost`: the connection breaks. */
type Said = { status: number; code: string; message: string } | 'lost'
/** What a state wants to be answered. Nothing else ever is. */
export const wire: { oss?: Said | undefined; local?: LocalOss | undefined } = {}

/** As much of a socket as the line to the gateway uses. */
export class FakeSocket {
  readyState = 1
  binaryType = 'arraybuffer'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: Partial<CloseEvent>) => void) | null = null

  send(text: string): void {
    const { oss } = wire
    if (oss === undefined) return
    if (oss === 'lost') return void setTimeout(() => this.onclose?.({ code: 1006, reason: '' }))
    const asked = (JSON.parse(text) as { id: number; url?: string }[]).filter(({ url }) => url !== undefined)
    for (const { id } of asked) setTimeout(() => this.onmessage?.({ data: packed(id, oss) }))
  }

  close(): void {}
}

/** One answer as the gateway sends it: the length of the heads, the heads, the bodies. */
function packed(id: number, { status, code, message }: Exclude<Said, 'lost'>): ArrayBuffer {
  const write = (text: string) => new TextEncoder().encode(text)
  const body = write(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>65A1F0</RequestId></Error>`,
  )
  const headers = { 'content-type': 'application/xml', 'x-oss-request-id': '65A1F0' }
  const failure = status === 0 && { failure: { kind: 'gateway', code, message } }
  const heads = write(JSON.stringify([{ id, status, headers, length: body.length, ...failure }]))
  const bytes = new Uint8Array(4 + heads.length + body.length)
  new DataView(bytes.buffer).setUint32(0, heads.length)
  bytes.set(heads, 4)
  bytes.set(body, 4 + heads.length)
  return bytes.buffer
}
