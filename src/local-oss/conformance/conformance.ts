import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLocalOss } from '../server.ts'
import { AREAS } from './areas.ts'
import { type Outcome, ownPrefix, runAreas } from './run.ts'
import { exchange, type Target } from './wire.ts'

const USAGE = `Usage: npm run conformance -- [--endpoint URL --region ID --bucket NAME]
Without options against the local OSS. With them against a scratch bucket without versioning, with the key in OSS_ACCESS_KEY_ID and
OSS_ACCESS_KEY_SECRET; only objects below a prefix of its own are written, and they are removed.`

const { values } = parseArgs({
  options: { endpoint: { type: 'string' }, region: { type: 'string' }, bucket: { type: 'string' } },
})
const given = [values.endpoint, values.region, values.bucket].filter((one) => one !== undefined).length
if (given === 0) await ofLocal()
else if (given === 3) await ofReal()
else usage()

/** Against a store of its own, which is thrown away. */
async function ofLocal(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'conformance-'))
  const key = { id: 'conformance', secret: 'conformance' }
  const oss = await createLocalOss({ dataDir, keys: [key], keepRequests: 0 })
  const endpoint = new URL(`http://oss-cn-hangzhou.localhost:${await oss.listen(0)}`)
  const target = { endpoint, region: 'cn-hangzhou', bucket: 'conformance', prefix: ownPrefix(), key }
  try {
    await exchange(target, { method: 'PUT' })
    tell(await runAreas(target, AREAS))
  } finally {
    await oss.close()
    rmSync(dataDir, { recursive: true })
  }
}

async function ofReal(): Promise<void> {
  const { OSS_ACCESS_KEY_ID: id, OSS_ACCESS_KEY_SECRET: secret } = process.env
  const { endpoint = '', region = '', bucket = '' } = values
  if (!id || !secret || !URL.canParse(endpoint)) return usage()
  const target = { endpoint: new URL(endpoint), region, bucket, prefix: ownPrefix(), key: { id, secret } }
  const refusal = await unfit(target)
  if (refusal) {
    process.stderr.write(`${refusal}\n`)
    process.exitCode = 2
    return
  }
  for (const { name, onlyLocal } of AREAS) if (onlyLocal) process.stdout.write(`left out: ${name} (${onlyLocal})\n`)
  tell(
    await runAreas(
      target,
      AREAS.filter(({ onlyLocal }) => !onlyLocal),
    ),
  )
}

/** A bucket with versions would keep what is removed. */
async function unfit(target: Target): Promise<string | undefined> {
  const answer = await exchange(target, { method: 'GET', query: 'versioning' })
  if (answer.status !== 200) return `The bucket can't be used: ${answer.status} ${answer.text}`
  return answer.text.includes('<Status>') ? 'The bucket has, or had, versioning; take another one.' : undefined
}

function tell(outcomes: Outcome[]): void {
  const wrong = outcomes.filter(({ differs }) => differs.length > 0)
  for (const { area, says, page, differs } of wrong) {
    process.stdout.write(`${area}: ${says} (${page})\n${differs.map((one) => `    ${one}\n`).join('')}`)
  }
  process.stdout.write(`${outcomes.length} statements, ${wrong.length} differ.\n`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

function usage(): void {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
}
