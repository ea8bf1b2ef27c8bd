import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { writePlanFile } from '../src/engine/plan/planFile.ts'
import type { CopyRequest, PortableRequest } from '../src/engine/types.ts'
import { main } from '../src/hosts/node/main.ts'
import type { Attributes, Ref } from '../src/oss/types.ts'
import { type Ferry, startFerry } from './ferry.ts'

/** The command in this process, against a local OSS over the command's own transport. */

export const never = new AbortController().signal
export let ferry: Ferry
/** Of the test alone; the plan is in it, and what the command keeps. */
export let folder: string
export let file: string

export const home = (key: string): Ref => ({ account: '1', region: 'cn-hangzhou', bucket: 'home', key })
export const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })

/** All below `dir/` of one bucket into the other. */
export const copy = (some: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [home('dir/')],
  target: away(''),
  placement: 'into',
  removeSource: false,
  conflict: 'skip',
  keepAcl: true,
  ...some,
})

/** Starts a store for the tests of a file, which each of them finds empty. */
export function inCommandWorld(): void {
  beforeAll(async () => {
    ferry = await startFerry()
  })
  afterAll(() => ferry.close())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ferry-command-'))
    file = join(folder, 'plan.json')
    ferry.store.faults.clear()
    for (const at of [home(''), away('')])
      for (const { key } of (await ferry.oss.list({ at, signal: never })).objects)
        if (key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal: never })
    ferry.store.requests.clear()
  })
  afterEach(() => rmSync(folder, { recursive: true }))
}

export const put = (at: Ref, body = 'hello', attributes: Attributes = {}) =>
  ferry.oss.put({ at, body, attributes, signal: never })
export const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
export const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map(({ key }) => key)
export const plan = (request: PortableRequest) => writeFileSync(file, writePlanFile(request))

/** What the command is told by its user. */
export const own = () => ({
  OSS_ACCESS_KEY_ID: 'test-id',
  OSS_ACCESS_KEY_SECRET: 'test-secret',
  OSS_ENDPOINT: ferry.account.endpoint,
  OSS_REGION: 'cn-hangzhou',
  XDG_STATE_HOME: join(folder, 'state'),
})

type Environment = Record<string, string | undefined>
type How = { answers?: string[]; environment?: Environment }

/** `answers`: a person sits there, and says these one after the other. */
export async function command(args: string[], { answers, environment = own() }: How = {}) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const left = [...(answers ?? [])]
  let said = ''
  output.on('data', (text) => {
    said += text
    if (/(\[y\/N\]|to continue:) $/.test(String(text))) input.write(`${left.shift() ?? ''}\n`)
  })
  const isTTY = answers !== undefined
  const code = await main(args, {
    input: Object.assign(input, { isTTY }),
    output: Object.assign(output, { isTTY, columns: 200 }),
    errors: output,
    environment,
  })
  return { code, said }
}
