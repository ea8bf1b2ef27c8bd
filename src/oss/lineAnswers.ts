import type { WireAnswer } from './wire.ts'

type Head = Omit<WireAnswer, 'data'> & { id: number; length: number }

/**
 * The answers in one message of the gateway: the length of the heads in four bytes, the heads as JSON, the bodies one behind the other. What
 * has no such shape, or claims bytes that are not there, is none: whoever waits for it hears nothing, as of a lost message.
 */
export function unpackAnswers(data: unknown): { id: number; answer: WireAnswer }[] {
  const told = data instanceof ArrayBuffer ? headsIn(data) : undefined
  if (!told) return []
  let at = told.end
  return told.heads.map(({ id, length, ...head }) => {
    at += length
    return { id, answer: { ...head, data: new Uint8Array(data as ArrayBuffer, at - length, length) } }
  })
}

function headsIn(data: ArrayBuffer): { heads: Head[]; end: number } | undefined {
  const end = data.byteLength < 4 ? 0 : 4 + new DataView(data).getUint32(0)
  if (end < 4 || end > data.byteLength) return undefined
  const heads = parsed(new Uint8Array(data, 4, end - 4))
  if (!Array.isArray(heads) || !heads.every(isHead)) return undefined
  const bodies = heads.reduce((sum, { length }) => sum + length, 0)
  return bodies === data.byteLength - end ? { heads, end } : undefined
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function isHead(value: unknown): value is Head {
  if (!isRecord(value)) return false
  const { id, status, length, headers, failure } = value
  const areNumbers = [id, status, length].every((each) => Number.isSafeInteger(each) && Number(each) >= 0)
  return areNumbers && isTexts(headers) && (failure === undefined || isFailure(failure))
}

function isFailure(value: unknown): boolean {
  if (!isRecord(value) || !isTexts(value)) return false
  return ['network', 'gateway'].includes(value.kind ?? '') && value.code !== undefined && value.message !== undefined
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
