import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatewayLine, type Socket } from './gatewayLine.ts'

/** What a socket may say: nothing of it throws, and a request that was asked is answered by what was meant for it alone. */

const { signal } = new AbortController()

function packed(heads: unknown, bodies = new Uint8Array()): ArrayBuffer {
  const json = new TextEncoder().encode(typeof heads === 'string' ? heads : JSON.stringify(heads))
  const message = new Uint8Array(4 + json.length + bodies.length)
  new DataView(message.buffer).setUint32(0, json.length)
  message.set(json, 4)
  message.set(bodies, 4 + json.length)
  return message.buffer
}

function lineWith() {
  const sent: { id: number; url?: string }[] = []
  const socket: Socket = {
    binaryType: 'arraybuffer',
    readyState: 1,
    onopen: null,
    onclose: null,
    onmessage: null,
    send: (text) => void sent.push(...JSON.parse(text)),
  }
  const ask = gatewayLine(() => socket)
  const hear = (data: unknown) => socket.onmessage?.({ data } as MessageEvent)
  const answer = ask({ url: 'http://x/', method: 'GET', headers: {}, timeout: 5000, signal })
  return { hear, answer, sent }
}

const right = { id: 1, status: 200, headers: { etag: '"e"' }, length: 2 }
const hi = new TextEncoder().encode('hi')

const junk: [string, unknown][] = [
  ['a text', 'hello'],
  ['nothing', undefined],
  ['null', null],
  ['an object', { id: 1 }],
  ['no bytes', new ArrayBuffer(0)],
  ['three bytes', new ArrayBuffer(3)],
  ['a length beyond its end', Uint8Array.of(255, 255, 255, 255, 1).buffer],
  ['heads that are no JSON', packed('[{')],
  ['heads that are no list', packed(right)],
  ['no heads', packed('')],
  ['a head that is null', packed([null])],
  ['a head without id', packed([{ ...right, id: undefined }], hi)],
  ['an id that is a text', packed([{ ...right, id: '1' }], hi)],
  ['a status that is none', packed([{ ...right, status: 'ok' }], hi)],
  ['no headers', packed([{ ...right, headers: null }], hi)],
  ['a header that is a list', packed([{ ...right, headers: { etag: ['"e"'] } }], hi)],
  ['a failure that is a text', packed([{ ...right, failure: 'no' }], hi)],
  ['a failure of no known kind', packed([{ ...right, failure: { kind: 'http', code: 'a', message: 'b' } }], hi)],
  ['a body that is longer than the message', packed([{ ...right, length: 3 }], hi)],
  ['a body of less than nothing', packed([{ ...right, length: -1 }], hi)],
  ['a body of half a byte', packed([{ ...right, length: 1.5 }], hi)],
  ['bytes that are nobody’s', packed([{ ...right, length: 1 }], hi)],
  ['an answer to nobody', packed([{ ...right, id: 77 }], hi)],
]

test.each(junk)('%s is dropped, and the answer comes all the same', async (_, data) => {
  const { hear, answer } = lineWith()
  hear(data)
  hear(packed([right], hi))
  expect(await answer).toMatchObject({ status: 200, headers: { etag: '"e"' }, data: hi })
})

test('whatever bytes come, nothing throws', () => {
  const { hear } = lineWith()
  const heads = fc.array(
    fc.record({ id: fc.anything(), status: fc.anything(), headers: fc.anything(), length: fc.anything() }),
  )
  const message = fc.oneof(
    fc.anything(),
    fc.uint8Array().map((bytes) => bytes.slice().buffer),
    fc.tuple(heads, fc.uint8Array()).map(([list, bodies]) => packed(list, bodies)),
    fc.json().map((json) => packed(json)),
  )
  fc.assert(fc.property(message, hear), { numRuns: 2000 })
})

test('small bodies that are sent in one go leave in few messages, each large one in one of its own', async () => {
  const messages: { id: number }[][] = []
  const socket: Socket = {
    binaryType: 'arraybuffer',
    readyState: 1,
    onopen: null,
    onclose: null,
    onmessage: null,
    send,
  }
  function send(text: string): void {
    messages.push(JSON.parse(text))
  }
  const ask = gatewayLine(() => socket)
  const put = (size: number) =>
    void ask({ url: 'http://x/', method: 'PUT', headers: {}, body: new Uint8Array(size), timeout: 5000, signal })
  for (let n = 0; n < 30; n += 1) put(1000)
  await new Promise((resolve) => setTimeout(resolve))
  expect(messages.map((all) => all.length)).toEqual([1, 29])
  for (let n = 0; n < 3; n += 1) put(200_000)
  expect(messages.slice(2).map((all) => all.length)).toEqual([1, 1, 1])
})
