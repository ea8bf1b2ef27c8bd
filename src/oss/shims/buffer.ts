type Encoding = 'utf8' | 'utf-8' | 'latin1' | 'hex' | 'base64'

/** As much of Node's Buffer as ali-oss's signer asks for; a page and a Worker have none. */
export class Buffer extends Uint8Array {
  static alloc(size: number): Buffer {
    return Buffer.concat([], size)
  }

  static override from(value: unknown, encoding: unknown = 'utf8'): Buffer {
    if (typeof value !== 'string') return Buffer.concat([value as Uint8Array])
    if (encoding !== 'latin1') return Buffer.concat([new TextEncoder().encode(value)])
    const bytes = Uint8Array.from({ length: value.length }, (_, n) => value.charCodeAt(n) & 255)
    return Buffer.concat([bytes])
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer
  }

  static concat(parts: Uint8Array[], size = parts.reduce((sum, { length }) => sum + length, 0)): Buffer {
    const whole = new Buffer(new ArrayBuffer(size))
    let at = 0
    for (const part of parts) {
      whole.set(part.subarray(0, size - at), at)
      at += part.length
    }
    return whole
  }

  readInt32BE(at: number): number {
    return this.view().getInt32(at)
  }

  readInt32LE(at: number): number {
    return this.view().getInt32(at, true)
  }

  writeInt32BE(value: number, at: number): void {
    this.view().setInt32(at, value)
  }

  writeInt32LE(value: number, at: number): void {
    this.view().setInt32(at, value, true)
  }

  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'hex') return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (encoding === 'utf8' || encoding === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this)
    const latin1 = Array.from(this, (byte) => String.fromCharCode(byte)).join('')
    return encoding === 'base64' ? btoa(latin1) : latin1
  }

  private view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.byteLength)
  }
}
