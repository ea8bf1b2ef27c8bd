import { createServer, type Server, type Socket } from 'node:net'
import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../test/certificate.ts'
import { troubledWays } from '../../test/troubledWay.ts'
import { createOss } from '../oss/client.ts'
import type { OssError } from '../oss/errors.ts'
import { type Explained, explainSignIn } from './explain.ts'
import { languages, resourcesOf } from './i18n.ts'

/** What a person reads who signs in to something that is no OSS, or to an OSS in a way that it does not take. */

const { signal } = new AbortController()
const host = 'oss-cn-hangzhou.localhost'
const ways = troubledWays()
const servers: Server[] = []

beforeAll(() =>
  i18next.init({
    resources: { 'zh-CN': resourcesOf('zh-CN'), en: resourcesOf('en') },
    keySeparator: false,
    interpolation: { escapeValue: false },
  }),
)
afterAll(async () => {
  await ways.close()
  for (const server of servers) server.close()
})

async function raw(does: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => does(socket.on('error', () => {})))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as { port: number }).port
}
const page = (status: number, headers = {}) =>
  ways.answering((_, answer) => answer.writeHead(status, headers).end('<!doctype html><title>Welcome</title>'))
const oss = (status: number, code: string, more = '') =>
  ways.answering((_, answer) => {
    const error = `<Error><Code>${code}</Code><Message>It is as OSS says.</Message>${more}</Error>`
    answer.writeHead(status, { 'x-oss-request-id': '5C1' }).end(error)
  })
const plain = async () => ways.tls(makeCertificate({ host }), await page(200))

async function toldAt(port: number): Promise<(language: string) => Explained> {
  const account = { id: 'me', name: 'me', accessKeyId: 'a', accessKeySecret: 'b', region: 'cn-hangzhou' }
  const way = await ways.gateway(port)
  const store = createOss({ ...account, endpoint: `http://${host}:${port}` }, way)
  const error: OssError = await store.listBuckets({ signal }).then(
    () => expect.fail('it should have failed'),
    (reason) => reason,
  )
  return (language) => explainSignIn(error, i18next.getFixedT(language, 'errors'))
}

const answers: [what: string, port: () => Promise<number>, title: string, advice: RegExp][] = [
  ['closes without a word', () => raw((socket) => socket.destroy()), 'The connection was lost', /is running.*https:/],
  ['speaks TLS only', plain, 'The connection was lost', /is running.*https:/],
  ['is another service', () => raw((socket) => socket.write('SSH-2.0-x\r\n')), "doesn't speak HTTP", /port/],
  ['is out of order', () => page(503), 'Something other than OSS answered', /HTTP 503/],
  ['leads to a sign-in', () => page(302, { location: 'http://portal.test/' }), 'Something other than', /sign in to it/],
  ['asks for a sign-in', () => page(511), 'Something other than OSS answered', /sign in to it/],
  ['shows a page', () => page(200), "The response isn't from OSS", /sign in to it/],
  ['knows no such host', () => oss(403, 'NonStandardHostForbidden'), "OSS doesn't know the domain", /bind it to/],
  [
    'knows no bucket of this domain',
    () => oss(404, 'NoSuchBucket', '<BucketName>files.example.com</BucketName>'),
    ...(["OSS doesn't know the domain", /bind it to/] as const),
  ],
  ['takes no path style', () => oss(403, 'SecondLevelDomainForbidden'), 'takes no buckets in the path', /host name/],
  ['takes custom domains', () => oss(400, 'PublicEndpointForbidden'), "can't use the public endpoint", /custom domain/],
  ['knows no such right', () => oss(403, 'AccessDenied'), 'Access denied', /^Grant .* oss:ListBuckets\.$/],
]

describe.each(answers)('what %s', (_, port, title, advice) => {
  test('is told with what to do, in both languages', async () => {
    const told = await toldAt(await port())
    const said = told('en')
    expect(said.title).toContain(title)
    expect(said.advice).toMatch(advice)
    for (const language of languages) {
      expect(Object.values(told(language)).join()).not.toMatch(/as OSS says|npm start|undefined/)
    }
    expect(Object.values(told('zh-CN')).join()).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
  })
})
