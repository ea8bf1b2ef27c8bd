import { randomBytes } from 'node:crypto'
import { differences, elementOf } from './compare.ts'
import type { Area, Ask } from './statement.ts'
import { type Answered, absentBucket, exchange, type Target } from './wire.ts'

/** A statement that was asked, and how the answer differs from it. */
export type Outcome = { area: string; says: string; page: string; differs: string[] }

/** A prefix that nobody else writes below. */
export function ownPrefix(): string {
  return `ferry-conformance-${randomBytes(6).toString('hex')}/`
}

/**
 * Asks every statement of the areas, one behind the other, and removes what that made. Rejects when a request that must succeed first does
 * not, or when the connection fails; what was made is removed all the same.
 */
export async function runAreas(target: Target, areas: Area[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  try {
    for (const area of areas) outcomes.push(...(await runArea(target, area)))
  } finally {
    await cleanUp(target)
  }
  return outcomes
}

async function runArea(target: Target, { name, before = [], statements }: Area): Promise<Outcome[]> {
  const { bucket, prefix } = target
  const kept: Record<string, string> = { bucket, prefix, other: absentBucket(bucket), seconds: String(Date.now()) }
  for (const { keep, ...ask } of before) {
    const answer = await exchange(target, filled(ask, kept))
    if (answer.status >= 300)
      throw new Error(`${name}: ${ask.method} ${ask.key ?? ''}?${ask.query ?? ''}: ${answer.status} ${answer.text}`)
    remember(kept, answer, keep)
  }
  const outcomes: Outcome[] = []
  for (const { says, page, ask, expected, keep } of statements) {
    const answer = await exchange(target, filled(ask, kept))
    remember(kept, answer, keep)
    const wanted = JSON.parse(fill(JSON.stringify(expected, regExpAsText), kept), textAsRegExp)
    outcomes.push({ area: name, says, page, differs: differences(wanted, answer, ask.method) })
  }
  return outcomes
}

function remember(kept: Record<string, string>, answer: Answered, keep: Record<string, string> = {}): void {
  for (const [name, where] of Object.entries(keep))
    kept[name] = answer.headers[where] ?? elementOf(answer.text, where) ?? ''
}

function filled(ask: Ask, kept: Record<string, string>): Ask {
  const { body, ...rest } = ask
  const text = typeof body === 'string' ? fill(body, kept) : body
  return { ...JSON.parse(fill(JSON.stringify(rest), kept)), ...(text !== undefined && { body: text }) }
}

/** Values that were kept may hold quotes: ETags do. */
function fill(text: string, kept: Record<string, string>): string {
  const isJson = text.startsWith('{"')
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = kept[name]
    return value === undefined ? whole : isJson ? JSON.stringify(value).slice(1, -1) : value
  })
}

function regExpAsText(_name: string, value: unknown): unknown {
  return value instanceof RegExp ? { pattern: value.source } : value
}

function textAsRegExp(_name: string, value: unknown): unknown {
  const isPattern = typeof value === 'object' && value !== null && 'pattern' in value
  return isPattern ? new RegExp(String(value.pattern)) : value
}

/** Removes the uploads and objects below the prefix of this run, and nothing else. */
async function cleanUp(target: Target): Promise<void> {
  const prefix = encodeURIComponent(target.prefix)
  const open = await exchange(target, { method: 'GET', query: `uploads&prefix=${prefix}&encoding-type=url` })
  for (const [, key = '', id = ''] of open.text.matchAll(/<Upload><Key>([^<]*)<\/Key><UploadId>([^<]*)</g)) {
    await removeOne(target, key, `uploadId=${id}`)
  }
  for (let more = true; more; ) {
    const page = await exchange(target, {
      method: 'GET',
      query: `list-type=2&max-keys=1000&prefix=${prefix}&encoding-type=url`,
    })
    for (const [, key = ''] of page.text.matchAll(/<Contents><Key>([^<]*)</g)) await removeOne(target, key, '')
    more = elementOf(page.text, 'IsTruncated') === 'true'
  }
}

async function removeOne(target: Target, encoded: string, query: string): Promise<void> {
  const key = decodeURIComponent(encoded)
  if (!key.startsWith(target.prefix)) throw new Error(`${key} is not below ${target.prefix}`)
  const { status, text } = await exchange(target, { method: 'DELETE', key: key.slice(target.prefix.length), query })
  if (status !== 204) throw new Error(`${key} could not be removed: ${status} ${text}`)
}
