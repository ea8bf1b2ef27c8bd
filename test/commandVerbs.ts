import { bytesOfEach } from '../src/oss/headerBytes.ts'
import type { Attributes, Ref } from '../src/oss/types.ts'
import * as world from './commandWorld.ts'

/** What the tests of the verbs have in common: objects that have a little of everything, and a person who has said yes. */

export const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60' }),
  meta: bytesOfEach({ author: '李白' }),
  tags: [{ key: 'k', value: 'v' }],
}
export const put = (at: Ref, body = 'hello', more: Attributes = attributes) => world.put(at, body, more)
export const writes = () =>
  world.ferry.store.requests.entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
/** `answer`: a person sits there, and says this when asked. */
export const command = (args: string[], answer?: string) =>
  world.command(args, answer === undefined ? {} : { answers: [answer] })
export const run = (...more: string[]) => command(['run', world.file, '--yes', ...more])
