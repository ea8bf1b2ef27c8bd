/** Files beside a plan may have been put there by anybody: a link would make the command write elsewhere. */
import type { Stats } from 'node:fs'
import { constants, type FileHandle, open } from 'node:fs/promises'
import { CannotBegin } from './cannotBegin.ts'

const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants

/**
 * Opens a file of this user, and no link to one: neither symbolic nor hard. A pipe does not make it wait.
 * @throws CannotBegin
 */
export async function openOwnFile(path: string, flags: number, mode?: number): Promise<FileHandle> {
  const file = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode).catch((error: unknown) => {
    throw isCode(error, 'ELOOP') ? new CannotBegin(`${path} is a symbolic link, which is not followed.`) : error
  })
  try {
    const { nlink } = await requireOwnFile(file, path)
    if (nlink > 1) throw new CannotBegin(`${path} is a hard link to another file, which is not followed.`)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** @throws CannotBegin */
export async function requireOwnFile(file: FileHandle, path: string): Promise<Stats> {
  const stats = await file.stat()
  if (!stats.isFile()) throw new CannotBegin(`${path} is not a file.`)
  if (process.getuid && stats.uid !== process.getuid()) throw new CannotBegin(`${path} belongs to another user.`)
  return stats
}

export function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
