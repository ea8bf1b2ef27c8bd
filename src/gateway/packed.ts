import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../local-oss/command/command.ts'
import { serveCommand } from './serveCommand.ts'

/** `oss-ferry start`, compiled into `bin/dist`: serves the page as it was built when the package was made. */
export const serve = (args: string[]): Promise<void> =>
  runCommand(serveCommand({ name: 'oss-ferry start', page: builtPage }), args)

async function builtPage(): Promise<string> {
  const page = join(import.meta.dirname, '../../dist')
  if (!existsSync(join(page, 'index.html'))) throw new Error('The page is not built yet: npm run build')
  return page
}
