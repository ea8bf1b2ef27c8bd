/** The package as its users get it: packed, and unpacked beside the one dependency that it has. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
type Locked = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }

/** Packs what was built, and lays it into `folder` as an installation does. Returns the folder of the package. */
export function installInto(folder: string): string {
  // What `prepare` and `prepack` make is there.
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  const name = execFileSync('npm', args, { cwd: root, encoding: 'utf8' }).trim()
  execFileSync('tar', ['-xzf', name], { cwd: folder })
  const installed = join(folder, 'node_modules/oss-ferry')
  mkdirSync(join(folder, 'node_modules'))
  cpSync(join(folder, 'package'), installed, { recursive: true })
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Locked
  for (const place of below(Object.keys(dependencies ?? {})))
    if (existsSync(join(root, place))) cpSync(join(root, place), join(folder, place), { recursive: true })
  return installed
}

/** Where the lock file puts these packages and all that they need; binaries for other systems are not here. */
function below(names: string[]): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const found = new Set<string>()
  const add = (name: string): void => {
    const place = `node_modules/${name}`
    const locked = packages[place]
    if (!locked || found.has(place)) return
    found.add(place)
    for (const next of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) add(next)
  }
  for (const name of names) add(name)
  return found
}
