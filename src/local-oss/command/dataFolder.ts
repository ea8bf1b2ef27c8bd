import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessKey } from '../access/accessKeys.ts'
import { seedStore } from '../seed/seed.ts'
import { openStore } from '../store/store.ts'
import { lockFolder } from './folderLock.ts'

export type DataFolder = {
  path: string
  /** The folder's own key: random, made with the folder, readable by its owner alone. */
  demoKey(): AccessKey
  /** Lets another process have the folder. */
  release(): Promise<void>
}

/**
 * Takes a data folder for this process, and makes and seeds it when it is not there (`empty`: without seeding).
 * Throws when another process has it: two of them would write over each other.
 */
export async function takeDataFolder(path: string, { empty = false } = {}): Promise<DataFolder> {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const release = await lockFolder(path)
  try {
    if (!empty && !existsSync(join(path, 'index'))) await seed(path)
  } catch (error) {
    await release()
    throw error
  }
  return { path, demoKey: () => readOrMakeKey(join(path, 'access-key.json')), release }
}

async function seed(path: string): Promise<void> {
  const store = openStore(path)
  try {
    await seedStore(store, Date.now())
  } finally {
    await store.close()
  }
}

function readOrMakeKey(file: string): AccessKey {
  if (!existsSync(file)) {
    const key = { id: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`, secret: randomBytes(20).toString('hex') }
    writeFileSync(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 })
  }
  const { id, secret } = JSON.parse(readFileSync(file, 'utf8')) as Partial<AccessKey>
  if (!id || !secret) throw new Error(`${file} holds no access key. Delete it to get a new one.`)
  return { id, secret }
}
