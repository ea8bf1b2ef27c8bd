import { createHmac } from 'node:crypto'
import { constants, type FileHandle } from 'node:fs/promises'
import type { Log, Seal } from '../../engine/jobs/journal/log.ts'
import { openOwnFile } from './ownFile.ts'

export type FileLog = Log & { close: () => Promise<void> }

/** The seal of whoever holds this secret. */
export function sealWith(secret: Uint8Array): Seal {
  return (before) => {
    const code = createHmac('sha256', secret).update(before)
    return { add: (bytes) => void code.update(bytes), end: () => code.digest('base64url') }
  }
}

/**
 * A log in a file, made if there is none; only its owner may read it. `append` is one write that is on the disk when it resolves.
 * @throws CannotBegin if it is a link, or another user's.
 */
export async function openFileLog(path: string): Promise<FileLog> {
  const { O_RDWR, O_CREAT } = constants
  return logIn(await openOwnFile(path, O_RDWR | O_CREAT | (constants.O_DSYNC ?? 0), 0o600))
}

/** A log that is only read. @throws ENOENT; CannotBegin as above */
export async function readFileLog(path: string): Promise<FileLog> {
  return logIn(await openOwnFile(path, constants.O_RDONLY))
}

async function logIn(file: FileHandle): Promise<FileLog> {
  let { size } = await file.stat()
  return {
    size: () => size,
    async append(bytes) {
      await writeAll(file, bytes, size)
      size += bytes.length
    },
    async read(from, to) {
      const bytes = new Uint8Array(to - from)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
      return bytes.subarray(0, bytesRead)
    },
    async truncate(to) {
      await file.truncate(to)
      await file.datasync()
      size = to
    },
    close: () => file.close(),
  }
}

/** A write may take a part only, when the disk is nearly full. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
  // Windows has no O_DSYNC.
  if (!constants.O_DSYNC) await file.datasync()
}
