import i18next, { type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { accountLook } from './accountLook.ts'
import type { browser } from './browser.ts'
import type { corsWords } from './corsWords.ts'
import type { direct } from './direct.ts'
import type { dragging } from './dragging.ts'
import type { editRefusals } from './editRefusals.ts'
import type { errors } from './errors.ts'
import type { fileFaults } from './fileFaults.ts'
import type { find } from './find.ts'
import type { help } from './help.ts'
import type { importing } from './importing.ts'
import type { jobWords } from './jobWords.ts'
import type { keysHelp } from './keysHelp.ts'
import { look } from './look.ts'
import type { many } from './manyWords.ts'
import type { metadataForm } from './metadata.ts'
import type { missing } from './missing.ts'
import type { objects } from './objects.ts'
import type { obstacles } from './obstacles.ts'
import type { paneHead } from './paneHead.ts'
import type { panel } from './panel.ts'
import type { picker } from './picker.ts'
import { regions } from './regions.ts'
import type { removal } from './removal.ts'
import type { restore } from './restore.ts'
import type { rights } from './rights.ts'
import type { rightWords } from './rightWords.ts'
import type { rules } from './ruleWords.ts'
import { session } from './session.ts'
import type { Texts } from './text.ts'
import type { transfer } from './transfer.ts'

/** What the first page says; the rest comes with what says it (`addWords`). */
const areas = { session, look, regions }
/** What was added before the first page said anything. */
const early: [keyof Areas, Texts][] = []
type Areas = typeof areas & {
  errors: typeof errors & typeof editRefusals
  browser: typeof browser &
    typeof metadataForm &
    typeof removal &
    typeof accountLook &
    typeof paneHead &
    typeof dragging &
    typeof keysHelp
  panel: typeof panel & typeof jobWords
  objects: typeof objects
  picker: typeof picker
  transfer: typeof transfer
  find: typeof find
  help: typeof help
  many: typeof many
  restore: typeof restore
  rules: typeof rules
  rights: typeof rights & typeof rightWords
  missing: typeof missing
  obstacles: typeof obstacles
  direct: typeof direct
  fileFaults: typeof fileFaults
  importing: typeof importing
  cors: typeof corsWords
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'browser'
    keySeparator: false
    resources: { [Area in keyof Areas]: Record<keyof Areas[Area], string> }
  }
}

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storedAs = 'ferry.language'

export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    resources: { 'zh-CN': resourcesOf('zh-CN'), en: resourcesOf('en') },
    keySeparator: false,
    interpolation: { escapeValue: false },
  })
  remember()
}

/**
 * i18next resolves and interpolates anew, for 20 µs and more, what says the same each time, and a listing that grows says hundreds of
 * texts a page. Those without a value are kept until the language changes.
 */
function remember(): void {
  const known = new Map<string, string>()
  i18next.on('languageChanged', () => known.clear())
  const getFixedT = i18next.getFixedT.bind(i18next) as (...args: unknown[]) => TFunction
  i18next.getFixedT = ((...args: unknown[]) => {
    const t = getFixedT(...args)
    const quick = (key: string, ...values: unknown[]) => {
      const name = `${String(args[0])} ${String(args[1])} ${key}`
      const said = values.length > 0 ? undefined : known.get(name)
      if (said !== undefined) return said
      const text = (t as unknown as (...of: unknown[]) => string)(key, ...values)
      if (values.length === 0 && text !== key) known.set(name, text)
      return text
    }
    return Object.assign(quick, t)
  }) as typeof i18next.getFixedT
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storedAs, language)
  await i18next.changeLanguage(language)
}

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(storedAs), ...navigator.languages].find(Boolean)
  return wanted?.startsWith('zh') ? 'zh-CN' : 'en'
}

/** Adds the texts of a part of the page that is loaded later. */
export function addWords(area: keyof Areas, texts: Texts): void {
  if (!i18next.isInitialized) early.push([area, texts])
  else for (const language of languages) i18next.addResourceBundle(language, area, textsIn(language, texts))
}

export function resourcesOf(language: Language) {
  const said: Record<string, Record<string, string>> = {}
  for (const [area, texts] of [...Object.entries(areas), ...early])
    said[area] = { ...said[area], ...textsIn(language, texts) }
  return said
}

function textsIn(language: Language, texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, [zh, en, enMany]]) => {
      if (language === 'zh-CN') return [[key, zh]]
      return enMany === undefined
        ? [[key, en]]
        : [
            [`${key}_one`, en],
            [`${key}_other`, enMany],
          ]
    }),
  )
}
