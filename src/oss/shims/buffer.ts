type Encoding = 'utf8' | 'utf-8' | 'latin1' | 'hex' | 'base64'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** As much of Node's Buffer as ali-oss's signer asks for; a page and a Worker have none. */
export class Buffer extends Uint8Array {
  static alloc(size: number): Buffer {
    return Buffer.concat([], size)
  }

  static override from(value: unknown, encoding: unknown = 'utf8'): Buffer {
    if (typeof value !== 'string') return Buffer.concat([value as Uint8Array])
    if (encoding !== 'latin1') return new Buffer(encoder.encode(value).buffer)
    const bytes = new Buffer(value.length)
    for (let n = 0; n < value.length; n++) bytes[n] = value.charCodeAt(n)
    return bytes
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer
  }

  static concat(parts: Uint8Array[], size = parts.reduce((sum, { length }) => sum + length, 0)): Buffer {
    const whole = new Buffer(size)
    let at = 0
    for (const part of parts) {
      whole.set(part.subarray(0, size - at), at)
      at += part.length
    }
    return whole
  }

  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'hex') return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (encoding === 'utf8' || encoding === 'utf-8') return decoder.decode(this)
    let latin1 = ''
    for (const byte of this) latin1 += String.fromCharCode(byte)
    return encoding === 'base64' ? btoa(latin1) : latin1
  }
}
