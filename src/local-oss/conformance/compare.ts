import type { Expected } from './statement.ts'
import type { Answered } from './wire.ts'

/** How an answer differs from what a statement says of it, and from what holds for every answer; empty when it does not. */
export function differences(expected: Expected, answer: Answered, method: string): string[] {
  return [
    ...ofStatus(expected, answer),
    ...ofHeaders(expected, answer),
    ...ofBody(expected, answer),
    ...ofEvery(answer, method),
  ]
}

function ofStatus({ status, code, ec, message }: Expected, answer: Answered): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['status', status, answer.status],
    ['Code', code, elementOf(answer.text, 'Code')],
    ['EC', ec, elementOf(answer.text, 'EC')],
    ['Message', message, elementOf(answer.text, 'Message')],
  ]
  return pairs
    .filter(([, wanted, got]) => wanted !== undefined && wanted !== got)
    .map(([name, wanted, got]) => `${name} ${got ?? 'absent'}, expected ${wanted}`)
}

function ofHeaders({ headers = {} }: Expected, answer: Answered): string[] {
  return Object.entries(headers)
    .filter(([name, wanted]) => !fits(answer.headers[name], wanted))
    .map(([name, wanted]) => `${name}: ${answer.headers[name] ?? 'absent'}, expected ${wanted ?? 'absent'}`)
}

function fits(got: string | undefined, wanted: string | RegExp | null): boolean {
  if (wanted === null) return got === undefined
  return got !== undefined && (wanted instanceof RegExp ? wanted.test(got) : got === wanted)
}

function ofBody({ has = [], lacks = [] }: Expected, { text }: Answered): string[] {
  return [
    ...has.filter((one) => !text.includes(one)).map((one) => `the body lacks ${one}`),
    ...lacks.filter((one) => text.includes(one)).map((one) => `the body has ${one}`),
  ]
}

/** Every answer tells its request id and time; its XML has a root without attributes, and nothing that XML 1.0 cannot hold. */
function ofEvery({ headers, text, status }: Answered, method: string): string[] {
  const wrong: string[] = []
  if (!/^[\dA-F]{24}$/.test(headers['x-oss-request-id'] ?? '')) wrong.push('no x-oss-request-id of 24 hex digits')
  if (Number.isNaN(Date.parse(headers.date ?? ''))) wrong.push('no Date')
  if (headers['content-type'] !== 'application/xml' || text === '' || (method === 'GET' && status === 206)) return wrong
  if (!/^<\?xml version="1.0" encoding="UTF-8"\?>\s*<\w+>/.test(text))
    wrong.push(`a root that strict parsers refuse: ${text.slice(0, 120)}`)
  if (/&#x(0*[0-8bcef]|0*1[0-9a-f]);/i.test(text)) wrong.push('a reference to a character that XML 1.0 cannot hold')
  return wrong
}

/** The text of the first element of this name. */
export function elementOf(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
}
