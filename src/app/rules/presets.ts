/** Rules that many people need: pure. */
import type { Rule } from '../../engine/rules/rule.ts'
import type { Edit, When } from '../../engine/types.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import { type typedNames, typeOfName } from '../metadata/suggestions.ts'

export const presetNames = ['pages', 'assets', 'downloads', 'charset', 'content', 'cold'] as const
export type PresetName = (typeof presetNames)[number]
type Preset = Omit<Rule, 'name'>

const extensions = (of: string) => of.split(' ').map((one) => `*.${one}`)
const absent = (header: 'Cache-Control' | 'Content-Disposition'): When => ({ headers: { [header]: { is: 'absent' } } })
const set = (header: 'Cache-Control' | 'Content-Disposition' | 'Content-Type', value: string): Edit => ({
  headers: { [header]: { do: 'set', value: bytesOf(value) } },
})

/** A text whose type names no charset. */
const bareText = '^((?i:text)/[\\w.+\\-]+)\\s*;?\\s*$'
/** Smaller ones would be billed as this many bytes. */
const leastCold = 65_536

export const presets: Record<PresetName, Preset> = {
  pages: {
    names: extensions('html htm'),
    when: absent('Cache-Control'),
    edit: set('Cache-Control', 'no-cache'),
  },
  assets: {
    names: extensions('css js mjs png jpg jpeg gif webp avif svg ico woff woff2'),
    when: absent('Cache-Control'),
    edit: set('Cache-Control', 'max-age=86400'),
  },
  downloads: {
    names: extensions('zip 7z rar gz tgz dmg pkg exe msi apk csv xlsx docx pptx'),
    when: absent('Content-Disposition'),
    edit: set('Content-Disposition', 'attachment'),
  },
  charset: {
    names: extensions('html htm css js mjs txt md csv'),
    when: { headers: { 'Content-Type': { is: 'found', pattern: bareText } } },
    edit: {
      headers: {
        'Content-Type': { do: 'replace', find: bareText, by: '$1; charset=utf-8', isPattern: true },
      },
    },
  },
  content: {
    names: [],
    size: { from: 1 },
    edit: { headers: { 'Content-Type': { do: 'byContent' } } },
  },
  cold: {
    names: [],
    size: { from: leastCold },
    unmodifiedDays: 90,
    storageClass: 'Standard',
    edit: { storageClass: 'IA' },
  },
}

/** Other types that fit a name as well. */
const others: Record<string, string> = {
  js: '(?:text|application)/(?:x-)?(?:java|ecma)script',
  xml: '(?:text|application)/xml',
  gz: 'application/(?:x-)?gzip',
  zip: 'application/(?:x-)?zip(?:-compressed)?',
}

/** For a name that ends so: what has a type that doesn't fit gets the one that does. */
export function typePreset(extension: (typeof typedNames)[number]): Preset {
  const type = typeOfName(extension) ?? ''
  const essence = type.replace(/;.*$/, '').replace(/[.+]/g, '\\$&')
  const fits = `^(?i:${others[extension] ?? essence})\\s*(?:;|$)`
  return {
    names: [`*.${extension}`],
    when: { headers: { 'Content-Type': { is: 'notFound', pattern: fits } } },
    edit: set('Content-Type', type),
  }
}
