import { hmac } from '@noble/hashes/hmac.js'
import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Buffer } from './buffer.ts'

const hashes = { md5, sha256 }
type Name = keyof typeof hashes
type Data = string | Uint8Array
/** As much of a `Hash` or `Hmac` as is asked for. */
type Summing = { update: (data: Data) => Summing; digest: (encoding?: 'hex' | 'base64') => Buffer | string }

const bytesOf = (data: Data) => (typeof data === 'string' ? Buffer.from(data) : data)

function summing(hash: { update: (data: Uint8Array) => unknown; digest: () => Uint8Array }): Summing {
  const self: Summing = {
    update(data) {
      hash.update(bytesOf(data))
      return self
    },
    digest(encoding) {
      const sum = hash.digest()
      if (encoding === 'hex') return bytesToHex(sum)
      return encoding ? Buffer.from(sum).toString(encoding) : Buffer.from(sum)
    },
  }
  return self
}

/**
 * As much of Node's `crypto` as ali-oss's signer and request builder ask for; its own stand-in takes ten times as long.
 * @public required by ali-oss
 */
export const createHash = (name: Name) => summing(hashes[name].create())
/** @public required by ali-oss */
export const createHmac = (name: Name, key: Data) => summing(hmac.create(hashes[name], bytesOf(key)))
