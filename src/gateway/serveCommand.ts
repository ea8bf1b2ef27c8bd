import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, readWhole } from '../local-oss/command/command.ts'
import { readOperator, readProxies } from './operator.ts'
import { startFerry } from './startFerry.ts'

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'public-url': { type: 'string' },
  data: { type: 'string', default: './data' },
  'no-local': { type: 'boolean', default: false },
  'copy-speed': { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  'allow-http': { type: 'boolean', default: false },
  'access-log': { type: 'boolean', default: false },
} as const

type How = {
  /** As it is typed. */
  name: string
  /** Resolves with the folder of the built page. */
  page: () => Promise<string>
}

/** What `npm start` and `oss-ferry start` do: serves the page with the gateway and, unless told otherwise, a local OSS. */
export const serveCommand = ({ name, page }: How): Command => ({
  usage: `Usage: ${name} [--port N] [--host ADDRESS] [--public-url URL] [--data DIR] [--no-local] [--copy-speed BYTES_PER_SECOND]
  [--allow-host HOST[:PORT]]... [--allow-http] [--access-log]
  OSS_FERRY_ACCESS_TOKEN in the environment: what must be shown to use this server. HTTPS_PROXY, HTTP_PROXY, NO_PROXY: the proxy on the way to OSS.`,
  start: (args) => start(args, page),
})

async function start(args: string[], page: How['page']): Promise<() => Promise<void>> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const port = readWhole('port', values.port, 65_535)
  const copySpeed = readWhole('copy-speed', values['copy-speed'], Number.MAX_SAFE_INTEGER)
  const operator = readOperator({ ...values, token: process.env.OSS_FERRY_ACCESS_TOKEN })
  const ferry = await startFerry({
    ...operator,
    dataDir: values.data,
    noLocal: values['no-local'],
    allowHttp: values['allow-http'],
    proxies: readProxies(process.env),
    log: values['access-log'] ? print : undefined,
    page: await page(),
    port,
    copySpeed,
    keepRequests: 0,
  })
  print(`OSS Ferry: ${ferry.startUrl}`)
  if (!operator.publicUrl && !operator.host)
    print(`  where a browser does not know that name: ${ferry.startUrl.replace(ferry.url, ferry.numberUrl)}`)
  if (!values['no-local']) print(`  the local OSS keeps its objects in ${resolve(values.data)}`)
  return ferry.stop
}

/** A line on the standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
