import { readFile } from 'node:fs/promises'
import { accountIn, lackedIn } from '../../oss/otherTools.ts'
import type { Options } from './arguments.ts'
import { CannotBegin } from './cannotBegin.ts'
import { regionOfEndpoint } from './credentials.ts'
import type { Terminal } from './terminal.ts'

/**
 * The environment, with what `--config FILE` says of the account where the environment says nothing of it: keys of both are never mixed.
 * @throws CannotBegin, and what reading the file throws
 */
export async function withConfiguration(
  environment: Terminal['environment'],
  { config, profile }: Pick<Options, 'config' | 'profile'>,
): Promise<Terminal['environment']> {
  if (config === undefined || environment.OSS_ACCESS_KEY_ID) return environment
  const text = await readFile(config, 'utf8')
  const given = accountIn(text, profile)
  if (!given) throw new CannotBegin(`${config} holds no keys: it lacks ${lackedIn(text, profile)}.`)
  if (given.expires && given.expires < Date.now())
    throw new CannotBegin(`The authorization in ${config} expired ${new Date(given.expires).toISOString()}.`)
  const { OSS_ENDPOINT = '', OSS_REGION } = environment
  return {
    ...environment,
    OSS_ACCESS_KEY_ID: given.accessKeyId,
    OSS_ACCESS_KEY_SECRET: given.accessKeySecret,
    OSS_SESSION_TOKEN: given.stsToken,
    OSS_REGION: OSS_REGION || regionOfEndpoint(OSS_ENDPOINT) || given.region,
    OSS_ENDPOINT: OSS_ENDPOINT || given.endpoint,
  }
}
