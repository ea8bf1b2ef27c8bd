/** What the command keeps for its user, whichever plan it runs. */
import { randomBytes, randomUUID } from 'node:crypto'
import { constants, link, mkdir, open, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CannotBegin } from './cannotBegin.ts'
import { isCode, requireOwnFile } from './ownFile.ts'

type Environment = Record<string, string | undefined>

/** Where programs keep such things: `$XDG_STATE_HOME`, `~/Library/Application Support`, `%LOCALAPPDATA%`. */
export function stateFolder(environment: Environment, platform: string = process.platform): string {
  const home = environment.HOME || homedir()
  const { XDG_STATE_HOME: xdg, LOCALAPPDATA: local } = environment
  if (xdg?.startsWith('/')) return join(xdg, 'oss-ferry')
  if (platform === 'win32') return join(local || join(home, 'AppData', 'Local'), 'oss-ferry')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'oss-ferry')
  return join(home, '.local', 'state', 'oss-ferry')
}

const secretBytes = 32

/**
 * The secret by which this user's journals are known, made when it is asked for first. Only its user may read it.
 * @throws CannotBegin if it can't be kept, or anybody else could know it.
 */
export async function journalSecret(environment: Environment): Promise<Buffer> {
  const folder = stateFolder(environment)
  const path = join(folder, 'journal.key')
  try {
    const known = await readSecret(path)
    if (known) return known
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await placeSecret(path)
  } catch (error) {
    if (error instanceof CannotBegin) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new CannotBegin(
      `${path}, which seals the journals, can't be stored: ${why}. Set XDG_STATE_HOME to use another folder.`,
    )
  }
  return (await readSecret(path)) ?? fail(path)
}

/** Whole, and by one only: of two commands that begin at once both read the same. */
async function placeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(randomBytes(secretBytes)).finally(() => file.close())
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
}

/** Undefined if there is none yet. */
async function readSecret(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return undefined
      throw error
    },
  )
  if (!file) return undefined
  try {
    const { mode } = await requireOwnFile(file, path)
    if (process.platform !== 'win32' && mode & 0o077)
      throw new CannotBegin(`${path} can be read or written by others. Remove it, or: chmod 600 ${path}`)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(secretBytes + 1), 0, secretBytes + 1, 0)
    return bytesRead === secretBytes ? buffer.subarray(0, secretBytes) : fail(path)
  } finally {
    await file.close()
  }
}

function fail(path: string): never {
  throw new CannotBegin(
    `${path} is no secret of oss-ferry. Remove it: journals that were begun are then not believed any more.`,
  )
}
