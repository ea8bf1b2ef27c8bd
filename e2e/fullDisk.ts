import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

/** The folder of a browser's profile, on a disk that can be filled, and freed again. */
export type Profile = { path: string; fill(): void; free(): void; remove(): void }

/** Whether this user may mount a disk on this machine. */
export function canMount(): boolean {
  const path = newFolder()
  const mounted = mount(path, 1)
  if (mounted) spawnSync('umount', [path])
  rmSync(path, { recursive: true })
  return mounted
}

/** A profile on a disk of its own in memory, of so many MiB. */
export function profileOnSmallDisk(mebibytes: number): Profile {
  const path = newFolder()
  if (!mount(path, mebibytes)) throw new Error('The disk could not be mounted')
  const filler = join(path, 'filler')
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(path)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(filler),
    remove() {
      spawnSync('umount', [path])
      rmSync(path, { recursive: true })
    },
  }
}

/** A browser that keeps what it keeps in this profile. */
export const openBrowserIn = ({ path }: Profile, options: LaunchOptions) =>
  chromium.launchPersistentContext(path, { ...options, locale: 'en-US', reducedMotion: 'reduce' })

const newFolder = () => mkdtempSync(join(tmpdir(), 'ferry-profile-'))

function mount(path: string, mebibytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path]).status === 0
}
