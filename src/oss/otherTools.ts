import { readOssHost } from './endpoints/endpoints.ts'

/**
 * What other tools keep of an account: a configuration file of ossutil (`[Credentials]` of version 1, `[default]` and other profiles of version 2), and
 * the authorization code that the official browser makes for a person without an AccessKey of their own.
 */
export type GivenAccount = {
  accessKeyId: string
  accessKeySecret: string
  stsToken?: string
  region?: string
  endpoint?: string
  /** `oss://bucket/prefix/`, of a key that may see no more. */
  start?: string
  isReadOnly?: true
  /** ms since 1970, of a code that ends. */
  expires?: number
}

/** The account in a text of either kind; undefined for anything else. `profile`: of ossutil's; absent: the usual one. */
export function accountIn(text: string, profile?: string): GivenAccount | undefined {
  return inConfiguration(text, profile) ?? inCode(text.trim())
}

const usualProfiles = ['credentials', 'default']

/** The keys of one section: those of two are never mixed. */
function inConfiguration(text: string, profile?: string): GivenAccount | undefined {
  const found = sectionsOf(text, profile).map(([, values]) => givenBy((name) => values.get(name) || undefined))
  return found.find((account) => account !== undefined)
}

/** What a configuration file lacks of an account, as its own words: `accessKeySecret of [default]`, or the section itself. */
export function lackedIn(text: string, profile?: string): string {
  const [section] = sectionsOf(text, profile)
  if (!section) return `[${profile ?? usualProfiles.join('] or [')}]`
  const [name, values] = section
  const lacks = ['accessKeyID', 'accessKeySecret'].filter((key) => !values.get(key.toLowerCase()))
  return `${lacks.join(' and ')} of [${name}]`
}

type Section = [name: string, values: Map<string, string>]

/** Those that are meant, in the order of the file. */
function sectionsOf(text: string, profile?: string): Section[] {
  const wanted = profile === undefined ? usualProfiles : [profile.toLowerCase()]
  const sections = new Map<string, Map<string, string>>()
  let values = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(?:profile )?([^\]]+)\]/.exec(line)?.[1]?.trim().toLowerCase()
    if (section !== undefined) {
      values = sections.get(section) ?? new Map()
      sections.set(section, values)
    }
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name) values.set(name.toLowerCase(), bare(value))
  }
  return [...sections].filter(([name]) => wanted.includes(name))
}

/** Without a remark behind it, and without quotes. */
function bare(value: string): string {
  const text = value.replace(/(?:^|\s+)[#;].*$/, '')
  return /^"(.*)"$/.exec(text)?.[1] ?? text
}

function givenBy(value: (name: string) => string | undefined): GivenAccount | undefined {
  const [accessKeyId, accessKeySecret] = [value('accesskeyid'), value('accesskeysecret')]
  if (!accessKeyId || !accessKeySecret) return undefined
  return filled({
    accessKeyId,
    accessKeySecret,
    stsToken: value('ststoken') ?? value('securitytoken'),
    region: value('region')?.replace(/^oss-/, ''),
    endpoint: overTls(value('endpoint')),
  })
}

/** Tools write `http://` for OSS's own hosts, which all take https. */
function overTls(endpoint = ''): string | undefined {
  const [, host = ''] = /^http:\/\/([^/]+?)(?::80)?\/?$/i.exec(endpoint) ?? []
  const isOwn = readOssHost(host.toLowerCase())?.domain === 'aliyuncs.com'
  return isOwn ? `https://${host}` : endpoint || undefined
}

/** base64 of JSON: `id`, `secret`, `stoken`, `region`, `osspath`, `eptpl`, `privilege`, `expiration`. */
function inCode(text: string): GivenAccount | undefined {
  const code = decoded(text)
  const word = (name: string) => (typeof code?.[name] === 'string' ? code[name].trim() || undefined : undefined)
  const [accessKeyId, accessKeySecret] = [word('id'), word('secret')]
  if (!accessKeyId || !accessKeySecret) return undefined
  const location = word('region')
  const expires = Date.parse(word('expiration') ?? '')
  return filled({
    accessKeyId,
    accessKeySecret,
    stsToken: word('stoken'),
    region: location?.replace(/^oss-/, ''),
    endpoint: location && overTls(word('eptpl')?.replace('{region}', location)),
    start: word('osspath'),
    isReadOnly: word('privilege') === 'readOnly' ? true : undefined,
    expires: Number.isNaN(expires) ? undefined : expires,
  })
}

function decoded(text: string): Record<string, unknown> | undefined {
  if (!/^[A-Za-z0-9+/\s]+=*$/.test(text)) return undefined
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    // Whatever else is pasted, a secret for instance, is none.
    return undefined
  }
}

type Loose<Of> = { [Name in keyof Of]: Of[Name] | undefined }

function filled(given: Loose<GivenAccount>): GivenAccount {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as GivenAccount
}
