import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readWhole, runCommand } from '../local-oss/command.ts'
import { buildPage } from './buildPage.ts'
import { readOperator } from './operator.ts'
import { startFerry } from './startFerry.ts'

const USAGE = `Usage: npm start -- [--port N] [--host ADDRESS] [--public-url URL] [--data DIR] [--no-local] [--copy-speed BYTES_PER_SECOND]
  [--allow-host HOST[:PORT]]... [--allow-http] [--access-log]
  OSS_FERRY_ACCESS_TOKEN in the environment: what must be shown to use this server.`
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

/** `npm start`: builds the page when it is not up to date and serves it with a local OSS and the gateway. */
await runCommand({ usage: USAGE, start })

async function start(args: string[]): Promise<() => Promise<void>> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const port = readWhole('port', values.port, 65_535)
  const copySpeed = readWhole('copy-speed', values['copy-speed'], Number.MAX_SAFE_INTEGER)
  const operator = readOperator({ ...values, token: process.env.OSS_FERRY_ACCESS_TOKEN })
  const page = await buildPage(join(import.meta.dirname, '../..'), print)
  const ferry = await startFerry({
    ...operator,
    dataDir: values.data,
    noLocal: values['no-local'],
    allowHttp: values['allow-http'],
    log: values['access-log'] ? print : undefined,
    page,
    port,
    copySpeed,
    keepRequests: 0,
  })
  print(`OSS Ferry: ${ferry.startUrl}`)
  if (!operator.publicUrl && !operator.host)
    print(`  where a browser does not know that name: ${ferry.startUrl.replace(ferry.url, ferry.numberUrl)}`)
  return ferry.stop
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
