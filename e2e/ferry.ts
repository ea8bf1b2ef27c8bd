import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { type RunningFerry, startFerry } from '../src/gateway/startFerry.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import { createOss } from '../src/oss/client.ts'
import type { Head, Oss, Ref } from '../src/oss/types.ts'
import type { Witness } from '../test/properties.ts'

type Fixtures = { guests: AccessKey[]; ferry: RunningFerry; witness: Witness; oss: Oss }

/**
 * Every test has a world of its own: a local OSS that was just seeded, the gateway, the built page. `ferry.localOss` is the test's view
 * behind the scene: its request log is the witness, its faults are the trouble.
 */
export const ferryTest = base.extend<Fixtures, { seeded: string }>({
  /** Two temporary keys of one more account, which may use `ferry-backup` only. A test may let them expire. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  guests: async ({}, use) => use(['one', 'two'].map(guestKey)),
  /** A data folder as a first start leaves it. A copy takes a fraction of the time. */
  seeded: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const dataDir = newFolder()
      await (await startFerry({ dataDir, page: 'dist', port: 0 })).close()
      await use(dataDir)
      rmSync(dataDir, { recursive: true })
    },
    { scope: 'worker' },
  ],
  ferry: async ({ guests, seeded }, use) => {
    const dataDir = newFolder()
    cpSync(seeded, dataDir, { recursive: true })
    const ferry = await startFerry({ dataDir, page: 'dist', port: 0, copySpeed: 0, keys: guests })
    await use(ferry)
    await ferry.close()
    rmSync(dataDir, { recursive: true })
  },
  /** The adapter that the page uses, in the test's own hands, past the gateway. */
  witness: async ({ ferry }, use) => {
    const { send, close } = nodeTransport(16)
    const account = { id: 'witness', name: 'witness', ...ferry.account }
    await use({ account, transport: send, oss: createOss(account, send) })
    await close()
  },
  oss: async ({ witness }, use) => use(witness.oss),
})

/** An object of the seeded buckets. */
export function place(bucket: string, key: string): Ref {
  return { account: 'witness', region: bucket === 'ferry-qingdao' ? 'cn-qingdao' : 'cn-hangzhou', bucket, key }
}

/** What the store says of an object; undefined if there is none. */
export function headOf(oss: Oss, bucket: string, key: string): Promise<Head | undefined> {
  return oss.head({ at: place(bucket, key), signal: new AbortController().signal }).catch((error) => {
    if (error.status === 404) return undefined
    throw error
  })
}

/** A fault's `hold`, and the way to end it. */
export function held(): { hold: Promise<void>; letGo: () => void } {
  let letGo = () => {}
  const hold = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { hold, letGo }
}

function guestKey(name: string): AccessKey {
  const policy: AccessKey['policy'] = [
    { effect: 'Allow', actions: ['oss:ListBuckets'], resources: ['*'] },
    { effect: 'Allow', actions: ['oss:*'], resources: ['ferry-backup', 'ferry-backup/*'] },
  ]
  return { id: `STS.${name}`, secret: `secret-of-${name}`, token: `token-of-${name}`, policy }
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'ferry-e2e-'))
