import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate that vouches for itself, made here: no tool for that is on every computer. */
export type Certificate = { key: string; cert: string }
type Wanted = { host: string; others?: string[]; from?: Date; until?: Date }

const day = 86_400_000

/** For a host name or an address, or more; by default from yesterday until tomorrow. */
export function makeCertificate({ host, others = [], from = inMs(-day), until = inMs(day) }: Wanted): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsa = der(0x30, oid('2a8648ce3d040302'))
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(host)))))
  const names = der(0x30, ...[host, ...others].map(altName))
  const altNames = der(0x30, der(0x30, oid('551d11'), der(0x04, names)))
  const facts = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsa,
    name,
    der(0x30, time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, altNames),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', facts, privateKey))
  const cert = new X509Certificate(der(0x30, facts, ecdsa, signature)).toString()
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert }
}

const inMs = (ms: number) => new Date(Date.now() + ms)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

function altName(name: string): Buffer {
  return isIP(name) ? der(0x87, bytesOf(name)) : der(0x82, Buffer.from(name))
}

function bytesOf(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [first = [], last = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0')
  return Buffer.from([...first, ...zeros, ...last].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

/** One value with its kind and length. */
function der(kind: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([kind, ...size]), body])
}
