import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AccessKey } from './access/accessKeys.ts'
import { createAdmin } from './admin/admin.ts'
import { readWhole, runCommand, UsageError } from './command/command.ts'
import { takeDataFolder } from './command/dataFolder.ts'
import { listenOn } from './command/listen.ts'
import { createLocalOss } from './server.ts'

const USAGE =
  'Usage: npm run local-oss -- [--port N] [--data DIR] [--access-key ID:SECRET]... [--empty] [--path-style] [--copy-speed BYTES_PER_SECOND] [--admin-port N]'
const FIRST_PORT = 9000
const OPTIONS = {
  port: { type: 'string' },
  data: { type: 'string', default: './data' },
  'access-key': { type: 'string', multiple: true, default: [] as string[] },
  empty: { type: 'boolean', default: false },
  'path-style': { type: 'boolean', default: false },
  'copy-speed': { type: 'string' },
  'admin-port': { type: 'string' },
} as const

/** `npm run local-oss`: the local OSS alone, for other clients. */
await runCommand({ usage: USAGE, start })

async function start(args: string[]): Promise<() => Promise<void>> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const port = readWhole('port', values.port, 65_535)
  const copySpeed = readWhole('copy-speed', values['copy-speed'], Number.MAX_SAFE_INTEGER) ?? 0
  const adminPort = readWhole('admin-port', values['admin-port'], 65_535)
  const given = values['access-key'].map(parseKey)
  const folder = await takeDataFolder(values.data, { empty: values.empty })
  const keys = given.length > 0 ? given : [folder.demoKey()]
  const oss = await createLocalOss({
    dataDir: folder.path,
    keys,
    copySpeed,
    pathStyle: values['path-style'],
    // Only the admin port shows the log.
    ...(adminPort === undefined && { keepRequests: 0 }),
  })
  const taken = await listenOn(oss.listen, { port, from: FIRST_PORT })
  const admin = adminPort === undefined ? undefined : createAdmin(oss)
  const adminAt = admin ? `  admin: http://127.0.0.1:${await admin.listen(adminPort ?? 0)}` : ''
  const where = given.length > 0 ? '' : `  access key: ${join(folder.path, 'access-key.json')}`
  process.stdout.write(
    `local OSS ready: http://oss-cn-hangzhou.localhost:${taken}  data: ${folder.path}${where}${adminAt}\n`,
  )
  return async () => {
    await admin?.close()
    await oss.close()
    await folder.release()
  }
}

function parseKey(text: string): AccessKey {
  const [, id, secret] = /^([^:]+):(.+)$/.exec(text) ?? []
  if (!id || !secret) throw new UsageError('--access-key takes ID:SECRET.')
  return { id, secret }
}
