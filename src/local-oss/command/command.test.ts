import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readWhole, UsageError } from './command.ts'

/** Of the loopback, as this computer has them. */
const addresses = ['127.0.0.1', '::1'].filter(
  (host) =>
    host === '127.0.0.1' ||
    Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === host)),
)
const folder = mkdtempSync(join(tmpdir(), 'command-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `npm run local-oss -- args`, without npm. */
function localOss(args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../localOss.ts'), ...args])
  const output = { out: '', err: '' }
  child.stdout.on('data', (data) => (output.out += data))
  child.stderr.on('data', (data) => (output.err += data))
  return { child, output, ended: ended(child) }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}

test('it prints one line when it is ready, knows the given keys and stops at SIGTERM', async () => {
  const data = join(folder, 'data')
  const args = [
    '--port',
    '0',
    '--data',
    data,
    '--empty',
    '--path-style',
    '--access-key',
    'ak:sk',
    '--access-key',
    'b:c:d',
  ]
  const { child, output, ended } = localOss(args)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  expect(output.out).toMatch(/^local OSS ready: http:\/\/oss-cn-hangzhou\.localhost:\d+ {2}data: .*\n$/)
  const [port] = /\d+(?= )/.exec(output.out) ?? []
  const expires = Math.ceil(Date.now() / 1000) + 60
  const answer = await fetch(`http://127.0.0.1:${port}/?OSSAccessKeyId=b&Expires=${expires}&Signature=x`)
  expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>')
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(output.out.split('\n')).toHaveLength(2)
  expect(output.err).toBe('')
})

test.each([
  ['an unknown option', ['--colour', 'red'], "Unknown option '--colour'"],
  ['a port that is none', ['--port', '70000'], '--port takes a number from 0 to 65535.'],
  ['a key without a secret', ['--access-key', 'ak'], '--access-key takes ID:SECRET.'],
])('%s ends it with 2 and the usage', async (_what, args, reason) => {
  const { output, ended } = localOss([...args, '--data', join(folder, 'none')])
  expect(await ended).toBe(2)
  expect(output.err).toContain(reason)
  expect(output.err).toContain('Usage: npm run local-oss -- ')
})

test.each(addresses)('a port that is taken at %s ends it with 1 and the reason', async (host) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const port = String((server.address() as AddressInfo).port)
  const { output, ended } = localOss(['--port', port, '--data', join(folder, 'taken'), '--empty'])
  expect([await ended, output.err]).toEqual([1, `Port ${port} is taken. Choose another one with --port.\n`])
  await new Promise((resolve) => server.close(resolve))
})

test.each(addresses)('it answers at %s, and so does its administration', async (host) => {
  const { child, output, ended } = localOss([
    '--port',
    '0',
    '--admin-port',
    '0',
    '--data',
    join(folder, host),
    '--empty',
  ])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const [, port, admin] = /localhost:(\d+).*admin: http:\/\/127\.0\.0\.1:(\d+)/.exec(output.out) ?? []
  const at = host === '::1' ? '[::1]' : host
  expect(await (await fetch(`http://${at}:${port}/`)).text()).toContain('<Error>')
  expect((await fetch(`http://${at}:${admin}/settings`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('numbers are whole and in bounds', () => {
  expect(readWhole('n', undefined, 9)).toBeUndefined()
  expect(readWhole('n', '9', 9)).toBe(9)
  for (const bad of ['10', '-1', '1.5', '', 'x', '1e1']) expect(() => readWhole('n', bad, 9)).toThrow(UsageError)
})
