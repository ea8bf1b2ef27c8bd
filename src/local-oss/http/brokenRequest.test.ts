import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onBroken } from './brokenRequest.ts'

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += chunk))
  // A body that breaks has no end.
  request.on('error', () => {})
  request.on('end', () => setTimeout(() => response.end(`took ${body}`), 100))
})
onBroken(server, (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'))
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** The status lines that come back, and the rest, until the connection is over. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let told = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (told += data))
    socket.on('error', () => resolve(told))
    socket.on('close', () => resolve(told))
  })
}

const put = (length: number, body: string) => `PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`

test('bytes behind a request don’t take the place of its answer, and end the connection', async () => {
  const told = await send(put(5, 'hello\0\0\0 and more'))
  expect(told).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(told).toContain('took hello')
  expect(told).not.toContain('400')
})

test('what is no request, alone or behind an answer, is told so', async () => {
  expect(await send('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
  const told = await new Promise<string>((resolve) => {
    let heard = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(put(2, 'hi')))
    socket.on('data', (data) => {
      if (heard === '') socket.write('nonsense\r\n\r\n')
      heard += data
    })
    socket.on('close', () => resolve(heard))
  })
  expect(told).toMatch(/^HTTP\/1\.1 200 OK.*HTTP\/1\.1 400/s)
})

test('a body that breaks is no whole request, and is told so', async () => {
  const head = 'PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(await send(`${head}5\r\nhello\r\nzz\r\n`)).toMatch(/^HTTP\/1\.1 400/)
})
