/** A rule and a place become a plan, which runs like any other: what is written is what will be asked for. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { writePlanFile } from '../../engine/plan/planFile.ts'
import { type Rule, requestOf } from '../../engine/rules/rule.ts'
import { readRuleFile } from '../../engine/rules/ruleFile.ts'
import { regionNamed } from '../../oss/endpoints/endpoints.ts'
import { isBucketName, isRegionName } from '../../oss/names.ts'
import type { Ref } from '../../oss/types.ts'
import type { Options } from './arguments.ts'
import { CannotBegin } from './cannotBegin.ts'
import { regionOfEndpoint } from './credentials.ts'
import { exitCodes } from './exitCodes.ts'
import { say, type Terminal } from './terminal.ts'

/** Bytes; a rule names no objects. */
const longestRule = 1024 ** 2

/** Writes the plan of a rule; no request is sent. @throws CannotBegin, PlanFileError, and what reading the file throws */
export async function planOfRule({ plan, rule: file, at }: Options, terminal: Terminal): Promise<number> {
  if (file === undefined || at === undefined)
    throw new CannotBegin('plan needs --rule FILE and --at oss://bucket/prefix/.')
  const rule = await readRule(file)
  const text = writePlanFile(requestOf(rule, placeOf(at, regionIn(terminal.environment)), Date.now()))
  await writeFile(plan, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new CannotBegin(`${plan} already exists. Choose another name for the plan.`) : error
  })
  say(terminal, `“${rule.name}” for ${at} was written to ${plan}. To carry it out: oss-ferry run ${plan}`)
  return exitCodes.done
}

async function readRule(file: string): Promise<Rule> {
  if ((await stat(file)).size > longestRule) throw new CannotBegin(`${file} is too large for a rule.`)
  return readRuleFile(await readFile(file, 'utf8'))
}

/** Empty where nothing names one. */
function regionIn({ OSS_REGION, OSS_ENDPOINT = '' }: Terminal['environment']): string {
  return regionNamed(OSS_REGION || regionOfEndpoint(OSS_ENDPOINT) || '')
}

/** All of it is meant literally: a missing `/` would mean other objects. */
function placeOf(at: string, region: string): Ref {
  const [, bucket = '', key = ''] = /^oss:\/\/([^/]+)\/(.*)$/s.exec(at) ?? []
  if (!isBucketName(bucket) || (key !== '' && !key.endsWith('/')))
    throw new CannotBegin('--at is a bucket or a folder that ends in /, such as oss://bucket/prefix/.')
  if (!isRegionName(region))
    throw new CannotBegin('plan needs the region of the bucket: set OSS_REGION, for example to cn-hangzhou.')
  return { account: '1', region, bucket, key }
}
