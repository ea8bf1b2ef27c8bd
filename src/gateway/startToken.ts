import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The start token of a data folder: random, made once, readable by its owner alone. It stays the same over restarts, so that tabs that are
 * open, and an address that was kept, go on working. Throws when the file holds none.
 */
export function startToken(dataDir: string): string {
  const file = join(dataDir, 'start-token')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const token = readFileSync(file, 'utf8').trim()
  if (!/^[\w-]{43}$/.test(token)) throw new Error(`${file} holds no start token. Delete it to get a new one.`)
  return token
}
