/**
 * What a browser keeps of a session: who is signed in, in the clear; what signs, sealed by a key of which one half lies beside it and the
 * other only in the memory of the running gateway. Whoever has the browser's files alone has nothing. Why: docs/decisions/keys.md.
 */
import type { Account } from '../../oss/types.ts'

type Secrets = Pick<Account, 'accessKeySecret' | 'stsToken'>
type Known = Omit<Account, keyof Secrets>
/** `half`: the name of the gateway's half. All others are base64. */
export type Sealed = { half: string; salt: string; iv: string; box: string; accounts: Known[] }

const algorithm = 'AES-GCM'

/** Anew each time: neither the key nor a text under it is used twice. */
export async function seal(
  accounts: readonly Account[],
  { name, half }: { name: string; half: Bytes },
): Promise<Sealed> {
  const [salt, iv] = [random(16), random(12)]
  const secrets = new TextEncoder().encode(JSON.stringify(accounts.map(secretsOf)))
  const box = await crypto.subtle.encrypt({ name: algorithm, iv }, await keyOf(half, salt), secrets)
  return {
    half: name,
    salt: base64(salt),
    iv: base64(iv),
    box: base64(new Uint8Array(box)),
    accounts: accounts.map(knownOf),
  }
}

/** @throws DOMException where the half does not fit */
export async function unseal({ salt, iv, box, accounts }: Sealed, half: Bytes): Promise<Account[]> {
  const key = await keyOf(half, bytes(salt))
  const opened = await crypto.subtle.decrypt({ name: algorithm, iv: bytes(iv) }, key, bytes(box))
  const secrets = JSON.parse(new TextDecoder().decode(opened)) as Secrets[]
  return accounts.map((known, n) => ({ ...known, accessKeySecret: '', ...secrets[n] }))
}

export type Bytes = Uint8Array<ArrayBuffer>

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function base64(from: Bytes): string {
  return btoa(Array.from(from, (byte) => String.fromCharCode(byte)).join(''))
}

export function bytes(from: string): Bytes {
  return Uint8Array.from(atob(from), (letter) => letter.charCodeAt(0))
}

/** A stored text of whatever shape; undefined if it is none of ours. */
export function sealedIn(stored: string | null): Sealed | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? 'null')
    return isSealed(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether something that was kept, or that another tab sent, is a sealed session. */
export function isSealed(value: unknown): value is Sealed {
  if (!hasTexts(value, ['half', 'salt', 'iv', 'box'])) return false
  const { accounts } = value as { accounts?: unknown }
  return Array.isArray(accounts) && accounts.every((one) => hasTexts(one, known))
}

const known = ['id', 'name', 'accessKeyId', 'region', 'endpoint']

function hasTexts(value: unknown, names: string[]): value is object {
  return typeof value === 'object' && value !== null && names.every((name) => typeof value[name as never] === 'string')
}

function secretsOf({ accessKeySecret, stsToken }: Account): Secrets {
  return { accessKeySecret, ...(stsToken !== undefined && { stsToken }) }
}

function knownOf({ accessKeySecret: _, stsToken: __, ...known }: Account): Known {
  return known
}

async function keyOf(half: Bytes, salt: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', half, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('OSS Ferry session')
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info }
  return crypto.subtle.deriveKey(how, material, { name: algorithm, length: 256 }, false, ['encrypt', 'decrypt'])
}
