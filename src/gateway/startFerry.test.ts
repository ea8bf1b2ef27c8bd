import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../local-oss/store/store.ts'
import { type RunningFerry, startFerry } from './startFerry.ts'

const folder = mkdtempSync(join(tmpdir(), 'start-'))
const page = join(folder, 'page')
const dataDir = join(folder, 'data')
let ferry: RunningFerry

beforeAll(async () => {
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>渡</title>')
  writeFileSync(join(page, 'assets/main-abc123.js'), 'export {}')
  writeFileSync(join(page, 'favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  ferry = await startFerry({ page, dataDir, port: 0 })
})
afterAll(async () => {
  await ferry.close()
  rmSync(folder, { recursive: true })
})

/** As a browser that was let in, by the number: Node does not know the name. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { cookie: `${ferry.cookie.name}=${ferry.cookie.value}`, ...(init.headers as Record<string, string>) }
  return fetch(`${ferry.numberUrl}${path}`, { redirect: 'manual', ...init, headers })
}

/** What a browser says of a request that the page itself sends. */
const asPage = { 'sec-fetch-site': 'same-origin' }

/** The status line of an answer to a path that fetch would clean up first. */
function rawStatus(path: string, host?: string, more = ''): Promise<string> {
  const { port, host: own } = new URL(ferry.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      const { name, value } = ferry.cookie
      const cookie = `Cookie: ${name}=${value}\r\n`
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host ?? own}\r\n${cookie}${more}Connection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (data) => {
      text += data
    })
    socket.on('end', () => resolve(text.split('\r\n', 1)[0] ?? ''))
    socket.on('error', reject)
  })
}

describe('the page', () => {
  test('index.html is always asked for again, and runs nothing but itself', async () => {
    const answer = await ask('')
    expect(await answer.text()).toContain('渡')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  test('what is named by its content is kept for ever', async () => {
    const answer = await ask('assets/main-abc123.js?v')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const head = await ask('favicon.svg', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '6'])
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
  ])('nothing outside its folder: %s', async (path) => {
    expect(await rawStatus(path)).toBe('HTTP/1.1 404 Not Found')
  })

  test.each(['/none', '/assets', '/assets/', '/index.html/x', '/%00', '/%zz', `/${'x'.repeat(5000)}`, 'http://evil/'])(
    'not there: %s',
    async (path) => {
      expect(await rawStatus(path)).toBe('HTTP/1.1 404 Not Found')
    },
  )

  test('other methods are refused', async () => {
    expect((await ask('', { method: 'POST', body: 'x' })).status).toBe(405)
  })
})

describe('the account of the local OSS', () => {
  test('the demo key of the data folder works, and only its owner can read the file', async () => {
    const answer = await ask('local-oss.json', { headers: asPage })
    const account = (await answer.json()) as Record<string, string>
    expect(account).toMatchObject({
      endpoint: expect.stringMatching(/^http:\/\/oss-cn-hangzhou\.localhost:\d+$/),
      region: 'cn-hangzhou',
      accessKeyId: expect.stringMatching(/^LOCAL[0-9A-F]{16}$/),
      accessKeySecret: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(statSync(join(dataDir, 'access-key.json')).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['by another name', 'evil.example', 'Sec-Fetch-Site: same-origin\r\n', 403],
    ['from no page', undefined, '', 403],
    ['from a page at another port', undefined, 'Sec-Fetch-Site: same-site\r\n', 403],
    ['from a page that lies of its origin', undefined, 'Sec-Fetch-Site: same-origin\r\nOrigin: http://x\r\n', 403],
    ['from the address bar', undefined, 'Sec-Fetch-Site: none\r\n', 403],
    ['from the page', undefined, 'Sec-Fetch-Site: same-origin\r\n', 200],
  ])('who asks for it %s gets %s', async (_where, host, more, status) => {
    expect(await rawStatus('/local-oss.json', host, more)).toContain(` ${status} `)
  })

  test('the gateway reaches the local OSS', async () => {
    const { endpoint } = ferry.account
    const target = Buffer.from(`${endpoint}/`).toString('base64url')
    const answer = await ask('gateway', { headers: { 'x-ferry-target': target, 'x-ferry-headers': '' } })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')])
  })
})

describe('starting', () => {
  test('a data folder has one owner at a time, a link to it included', async () => {
    const link = join(folder, 'link')
    symlinkSync(dataDir, link)
    for (const other of [dataDir, link]) {
      await expect(startFerry({ page, dataDir: other, port: 0 })).rejects.toThrow('is in use by another local OSS')
    }
  })

  test('a port that was asked for must be free; the folder is let go', async () => {
    const port = Number(new URL(ferry.url).port)
    const other = join(folder, 'other')
    await expect(startFerry({ page, dataDir: other, port })).rejects.toThrow(`Port ${port} is taken.`)
    const again = await startFerry({ page, dataDir: other, port: 0 })
    await again.close()
  })

  test('the key and the objects are there after a restart', async () => {
    const other = join(folder, 'kept')
    const first = await startFerry({ page, dataDir: other, port: 0 })
    const before = first.account
    await first.localOss.putSparseObject({ bucket: 'ferry-backup', key: 'mine', size: 1 })
    await first.close()
    const second = await startFerry({ page, dataDir: other, port: 0 })
    expect(second.account.accessKeyId).toBe(before.accessKeyId)
    expect(second.startUrl.split('=')[1]).toBe(first.startUrl.split('=')[1])
    await second.close()
    const store = openStore(other)
    expect(store.find('ferry-backup', 'mine')?.record.size).toBe(1)
    expect(store.buckets()).toHaveLength(3)
    await store.close()
  })

  test('the folder and all that is in it are for their owner alone, whoever made them before', async () => {
    const own = join(folder, 'own')
    const first = await startFerry({ page, dataDir: own, port: 0 })
    await first.close()
    chmodSync(own, 0o755)
    chmodSync(join(own, 'index', 'data.mdb'), 0o644)
    const again = await startFerry({ page, dataDir: own, port: 0 })
    const modes = [own, ...readdirSync(own, { recursive: true }).map((name) => join(own, String(name)))].map((path) => {
      const found = statSync(path)
      return found.mode & (found.isDirectory() ? 0o077 : 0o177)
    })
    await again.close()
    expect(modes.length).toBeGreaterThan(4)
    expect(new Set(modes)).toEqual(new Set([0]))
  })

  test('a folder that cannot be written to is an error, not a crash', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    chmodSync(file, 0o400)
    await expect(startFerry({ page, dataDir: file, port: 0 })).rejects.toThrow()
  })
})
