import type { RawData } from 'ws'
import type { SignedRequest } from './upstream.ts'

/** A request that the page has signed. `base64`: its body is bytes, written so. It waits here while `among` requests of its line are under way. */
export type Message = SignedRequest & { id: number; body: string; base64: boolean; among: number }
/** A message of the page: a request, the id of one that nobody waits for any more, or of one that must not leave any more. */
export type ReadMessages = { asked: Message[]; left: Set<number>; back: Set<number> }

const METHOD = /^(GET|HEAD|PUT|POST|DELETE|OPTIONS)$/
const EVERY = Number.MAX_SAFE_INTEGER

/** Reads one message of the socket, a JSON array; undefined for anything that a page does not send. */
export function readMessages(data: RawData): ReadMessages | undefined {
  const list = parsed(data)
  if (!Array.isArray(list)) return undefined
  const read: ReadMessages = { asked: [], left: new Set(), back: new Set() }
  for (const one of list) {
    if (!isRecord(one) || !Number.isSafeInteger(one.id)) return undefined
    const message = one.url === undefined ? undefined : messageOf(one)
    if (message) read.asked.push(message)
    else if (one.url !== undefined) return undefined
    else (one.back === true ? read.back : read.left).add(one.id as number)
  }
  return read
}

function messageOf(one: Record<string, unknown>): Message | undefined {
  const { id, url, method = 'GET', headers = {}, body = '', base64 = false, among = EVERY } = one
  const isWhole =
    typeof url === 'string' &&
    typeof method === 'string' &&
    METHOD.test(method) &&
    typeof body === 'string' &&
    typeof base64 === 'boolean' &&
    (!base64 || isBase64(body)) &&
    isTexts(headers) &&
    Number.isSafeInteger(among) &&
    Number(among) > 0
  return isWhole ? { id: id as number, url, method, headers, body, base64, among: among as number } : undefined
}

/**
 * Node leaves out what is not of it, and takes the low byte of other letters: OSS would get other bytes than the page meant. No pattern,
 * which a long text would overflow.
 */
function isBase64(text: string): boolean {
  const isAscii = Buffer.byteLength(text) === text.length && text.length % 4 === 0
  return isAscii && Buffer.from(text, 'base64').length === Buffer.byteLength(text, 'base64')
}

function parsed(data: RawData): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}
