import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type LaunchOptions, type Page } from '@playwright/test'

/** The folder of a browser's profile, on a disk that can be filled, and freed again. */
type Profile = { path: string; fill(page: Page): Promise<void>; free(page: Page): Promise<void>; remove(): void }

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
    async fill() {
      const { bavail, bsize } = statfsSync(path)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    free: async () => rmSync(filler),
    remove() {
      spawnSync('umount', [path])
      rmSync(path, { recursive: true })
    },
  }
}

/** A profile whose browser gives the page no more room, or as much as ever. */
export function profileWithQuota(): Profile {
  const path = newFolder()
  const give = async (page: Page, quotaSize?: number) => {
    const session = await page.context().newCDPSession(page)
    const { origin } = new URL(page.url())
    await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) })
  }
  return {
    path,
    fill: (page) => give(page, 0),
    free: (page) => give(page),
    remove: () => rmSync(path, { recursive: true }),
  }
}

/** A browser that keeps what it keeps in this profile. */
export const openBrowserIn = ({ path }: Profile, options: LaunchOptions) =>
  chromium.launchPersistentContext(path, { ...options, locale: 'en-US', reducedMotion: 'reduce' })

const newFolder = () => mkdtempSync(join(tmpdir(), 'ferry-profile-'))

function mount(path: string, mebibytes: number): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path]).status === 0
}
