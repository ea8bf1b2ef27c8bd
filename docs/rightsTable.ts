import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Deed, type Need, needs, type Side } from '../src/engine/needs.ts'
import { rights } from '../src/i18n/rights.ts'

/** The table of rights in the README of each language; run by itself, this writes both. */
const pages = [
  {
    file: 'README.md',
    language: 1,
    head: ['To', 'RAM actions'],
    comma: ', ',
    end: '; ',
    brackets: [' (', ')'],
    colon: ': ',
  },
  {
    file: 'README.zh-CN.md',
    language: 0,
    head: ['操作', 'RAM 权限'],
    comma: '、',
    end: '；',
    brackets: ['（', '）'],
    colon: '：',
  },
] as const
type Page = (typeof pages)[number]

const root = join(import.meta.dirname, '..')
const [begin, finish] = ['<!-- rights: npm run rights -->\n', '<!-- /rights -->']

/** Both pages as they are, and as they should be. */
export function pagesWithRights() {
  return pages.map((page) => {
    const is = readFileSync(join(root, page.file), 'utf8')
    const [before = '', rest = ''] = is.split(begin)
    const after = rest.slice(rest.indexOf(finish))
    return { file: page.file, is, wanted: `${before}${begin}\n${tableOf(page)}\n${after}` }
  })
}

function tableOf(page: Page): string {
  const lines = (Object.keys(needs) as Deed[]).map(
    (deed) => `| ${rights[`deed.${deed}`][page.language]} | ${cellOf(needs[deed], page)} |`,
  )
  return [`| ${page.head.join(' | ')} |`, '|---|---|', ...lines, ''].join('\n')
}

function cellOf(all: readonly Need[], page: Page): string {
  const sides = [...new Set(all.map(({ on }) => (on === 'account' ? 'place' : on)))]
  return sides.map((side) => sideOf(side, all, page)).join(page.end)
}

function sideOf(side: Exclude<Side, 'account'>, all: readonly Need[], page: Page): string {
  const here = all.filter(({ on }) => on === side || (side === 'place' && on === 'account'))
  const required = here.filter(({ isPreferred }) => !isPreferred).map((need) => actionOf(need, page))
  const preferred = here.filter(({ isPreferred }) => isPreferred).map((need) => actionOf(need, page))
  const name = side === 'place' ? '' : `${rights[`side.${side}`][page.language]}${page.colon}`
  const wish = page.language === 1 ? `${rights.preferred[1]} ` : rights.preferred[0]
  return name + [...required, ...(preferred.length > 0 ? [wish + preferred.join(page.comma)] : [])].join(page.comma)
}

function actionOf({ action, when }: Need, { language, brackets: [open, close] }: Page): string {
  return `\`${action}\`${when ? `${open}${rights[`when.${when}`][language]}${close}` : ''}`
}

if (process.argv[1] === import.meta.filename)
  for (const { file, wanted } of pagesWithRights()) writeFileSync(join(root, file), wanted)
