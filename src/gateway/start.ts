import { join } from 'node:path'
import { runCommand } from '../local-oss/command/command.ts'
import { buildPage } from './buildPage.ts'
import { print, serveCommand } from './serveCommand.ts'

/** `npm start`: builds the page when it is not up to date and serves it with a local OSS and the gateway. */
const page = () => buildPage(join(import.meta.dirname, '../..'), print)
await runCommand(serveCommand({ name: 'npm start --', page }))
