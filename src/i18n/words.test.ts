import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Texts } from './text.ts'

/** docs/words.md judges every text of the product. */
const page = readFileSync(new URL('../../docs/words.md', import.meta.url), 'utf8')

/** Two columns are English, two Chinese; a word in italics is right elsewhere. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| English|^\|---/.test(line))
  .map((line) => line.split('|').slice(1, -1).map(wordsOf))
const notEnglish = rows.flatMap(([, words]) => words ?? [])
const notChinese = rows.flatMap(([, , , words]) => words ?? [])
const [, list = ''] = page.split('## English in Chinese texts')
const terms = [...list.matchAll(/`([^`]+)`/g)].map(([, term = '']) => term).toSorted((a, b) => b.length - a.length)

type Line = { at: string; zh: string; en: string[] }
const lines: Line[] = []

beforeAll(async () => {
  await i18next.init({ resources: {} })
  const areas = import.meta.glob<Record<string, Texts>>('./*.ts')
  for (const [file, load] of Object.entries(areas)) {
    if (/test|\/(i18n|explain|format|visible|use[A-Z]\w+|\w+Words|text)\.ts$/.test(file)) continue
    for (const texts of Object.values(await load())) if (typeof texts === 'object') lines.push(...linesOf(file, texts))
  }
})

test('all texts are judged', () => {
  expect(lines.length).toBeGreaterThan(900)
  expect(notEnglish.length).toBeGreaterThan(60)
  expect(notChinese.length).toBeGreaterThan(50)
})

describe('in English', () => {
  test('no word that the glossary rules out', () => {
    const never = new RegExp(`(?<![\\w-])(?:${notEnglish.map(escaped).join('|')})(?![\\w-])`, 'i')
    expect(found(({ en }) => en.flatMap((text) => bare(text).match(never) ?? []))).toEqual([])
  })

  test('no Chinese, and no full-width mark', () => {
    expect(
      found(({ en }) => en.flatMap((text) => text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u) ?? [])),
    ).toEqual([])
  })
})

describe('in Chinese', () => {
  test('no word that the glossary rules out', () => {
    expect(found(({ zh }) => notChinese.filter((word) => zh.includes(word)))).toEqual([])
  })

  test('no English but the terms that the glossary lists', () => {
    expect(found(({ zh }) => foreign(zh))).toEqual([])
  })

  test('full-width marks, and a space between Chinese and what is not', () => {
    const wrong = /\p{Script=Han}[,;:!?()]|[,;!?(]\p{Script=Han}|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u
    expect(found(({ zh }) => zh.match(wrong) ?? [])).toEqual([])
  })
})

test('both languages have the same values to fill in', () => {
  const differ = ({ zh, en }: Line) => [
    ...en.filter((text) => holes(text).some((hole) => !zh.includes(hole))),
    // Of one thing English may leave the number out.
    ...en.slice(-1).filter((text) => holes(zh).some((hole) => !text.includes(hole))),
  ]
  expect(found(differ)).toEqual([])
})

test('a name is told from the words around it by quotation marks, in the panel and in what it says elsewhere', () => {
  const holesOf = (text: string) => text.match(/.?\{\{(?:name|place|key)\}\}.?/gu) ?? []
  const bareNames = (text: string) => holesOf(text).filter((hole) => !/^“.*”$/u.test(hole))
  const said = lines.filter(({ at }) => /^\.\/(?:panel|jobWords)\.ts /.test(at))
  expect(said.flatMap(({ at, zh, en }) => [zh, ...en].flatMap(bareNames).map((hole) => `${at}: ${hole}`))).toEqual([])
})

/** `count` chooses a form, and Chinese has one; it says `all` where English says how many more. */
function holes(text: string): string[] {
  return text.match(/\{\{(?!count|all)\w+\}\}/g) ?? []
}

/** Where, and what. */
function found(wrong: (line: Line) => readonly string[]): string[] {
  return lines.flatMap((line) => [...wrong(line)].map((what) => `${line.at}: ${what}`))
}

function linesOf(file: string, texts: Texts): Line[] {
  return Object.entries(texts).map(([key, [zh, ...en]]) => ({
    at: `${file} ${key}`,
    zh,
    en: en.filter((text) => text !== undefined),
  }))
}

function wordsOf(cell: string): string[] {
  const words = cell.split(',').map((word) => word.trim())
  return words.filter((word) => word !== '' && !word.startsWith('*'))
}

/** Without addresses, options, examples in code, and values. */
function bare(text: string): string {
  return text.replace(
    /\{\{\w+(?:, number)?\}\}|[a-z]+:\/\/[^\s，。；）]*|--[\w-]+|"[^"]*"|\.?\w+[>:=]\w[\w-]*|\w+\/\w+(?:;\s*\S+)?|\d+[KMGT]?i?B\b/g,
    ' ',
  )
}

function foreign(zh: string): string[] {
  const rest = terms.reduce(
    (text, term) => text.replace(new RegExp(`(?<![\\w-])${escaped(term)}(?![\\w-])`, 'g'), ' '),
    bare(zh),
  )
  return rest.match(/[A-Za-z][\w-]*/g) ?? []
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
