import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * What leaves something behind in the modules that it imports: a harness that begins and ends with the file, a global or a timer that is
 * replaced, the words of i18next.
 */
const leavesTraces =
  /test\/(engine|files|jobs|crash|runner|single|secondActor\w*|moments)\.ts'|\bvi\.|globalThis\.\w+ =|process\.env\.\w+ =|i18next\.init/

/** The test files that need modules of their own, and those that share them: to load all anew takes a second of a core for each file. */
export function byIsolation(): { alone: string[]; together: string[] } {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => `src/${name.replaceAll('\\', '/')}`)
  const isAlone = (file: string) => leavesTraces.test(readFileSync(join(root, file), 'utf8'))
  return { alone: files.filter(isAlone), together: files.filter((file) => !isAlone(file)) }
}
