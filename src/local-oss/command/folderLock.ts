import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/**
 * Takes a folder for this process, until the returned function is called or the process ends, however it ends. Throws when it is taken.
 * The lock is a socket that somebody listens on: unlike a process id in a file it can't be mistaken after a crash or in a container.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = socketPath(folder)
  const release = (await listening(path)) ?? (await afterStale(path))
  if (release) return release
  throw new Error(
    `The data folder ${folder} is in use by another local OSS. Stop it, or choose another folder with --data.`,
  )
}

/** Short, and outside the folder: the path of a socket is limited to about 100 bytes. */
function socketPath(folder: string): string {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)
  return process.platform === 'win32' ? `\\\\.\\pipe\\oss-ferry-${name}` : join(ownFolder(), `${name}.sock`)
}

/** Anybody can guess a name and put something there; in a folder that only its user may enter nobody does. Throws when it is somebody else's. */
function ownFolder(): string {
  const { uid } = userInfo()
  const folder = join(tmpdir(), `oss-ferry-${uid}`)
  makeFolder(folder)
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid)
    throw new Error(`${folder} is no folder of yours. Remove it, or let TMPDIR name a folder of your own.`)
  if (found.mode & 0o077) chmodSync(folder, 0o700)
  return folder
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** What stops listening, or undefined when the address is in use. */
function listening(path: string): Promise<(() => Promise<void>) | undefined> {
  const server = createServer((socket) => socket.destroy()).unref()
  const release = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => {
      // Who else may connect would learn nothing, but what nobody needs nobody gets.
      if (process.platform !== 'win32') chmodSync(path, 0o600)
      resolve(release)
    })
  })
}

/** The socket file of a process that was killed stays; nobody answers there. */
async function afterStale(path: string): Promise<(() => Promise<void>) | undefined> {
  if (await isAnswered(path)) return undefined
  rmSync(path, { force: true })
  return listening(path)
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT')
    })
  })
}
