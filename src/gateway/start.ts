import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readWhole, runCommand } from '../local-oss/command.ts'
import { buildPage } from './buildPage.ts'
import { startFerry } from './startFerry.ts'

const USAGE =
  'Usage: npm start -- [--port N] [--data DIR] [--copy-speed BYTES_PER_SECOND] [--allow-host HOST[:PORT]]...'
const OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string', default: './data' },
  'copy-speed': { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
} as const

/** `npm start`: builds the page when it is not up to date and serves it with a local OSS and the gateway. */
await runCommand({ usage: USAGE, start })

async function start(args: string[]): Promise<() => Promise<void>> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const port = readWhole('port', values.port, 65_535)
  const copySpeed = readWhole('copy-speed', values['copy-speed'], Number.MAX_SAFE_INTEGER)
  const page = await buildPage(join(import.meta.dirname, '../..'), print)
  const ferry = await startFerry({ dataDir: values.data, page, port, copySpeed, allowHosts: values['allow-host'] })
  print(`OSS Ferry: ${ferry.startUrl}`)
  print(`  where a browser does not know that name: ${ferry.startUrl.replace(ferry.url, ferry.numberUrl)}`)
  return ferry.close
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
