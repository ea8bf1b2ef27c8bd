import { parentOf } from '../../engine/keys.ts'
import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import type { Account, ListPage, Ref } from '../../oss/types.ts'
import { type Level, levelOf, type Row } from '../listing/rows.ts'
import { walkBelow } from '../queries/walkBelow.ts'

type Found = { level: Level; looked: number }

/** Walks everything below a prefix and keeps what matches, prefixes too; tells every now and then what was found. */
export async function* findBelow(
  account: Account,
  at: Ref,
  { search, signal }: { search: string; signal: AbortSignal },
): AsyncGenerator<Level> {
  const matches = matcherOf(testsOf(search, 'lastName')) ?? (() => true)
  const keep = (page: ListPage): Found => {
    const level = levelOf([{ ...page, prefixes: prefixesIn(page, at.key) }], at.key)
    const found = { prefixes: level.prefixes.filter(matches), objects: level.objects.filter(matches) }
    return { level: found, looked: page.objects.length }
  }
  for await (const pages of walkBelow(account, at, signal, keep)) yield together(pages)
}

function together(pages: readonly Found[]): Level {
  // A prefix that spans pages is found on each.
  const prefixes = new Map(pages.flatMap(({ level }) => level.prefixes).map((row): [string, Row] => [row.key, row]))
  return {
    prefixes: [...prefixes.values()],
    objects: pages.flatMap(({ level }) => level.objects),
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
  }
}

/** A listing without a delimiter names no prefixes: they are read off the keys, of which many in a row have the same. */
function prefixesIn({ objects }: ListPage, below: string): string[] {
  const found = new Set<string>()
  for (const { key } of objects) {
    for (
      let prefix = key.endsWith('/') ? key : parentOf(key);
      prefix.length > below.length;
      prefix = parentOf(prefix)
    ) {
      if (found.has(prefix)) break
      found.add(prefix)
    }
  }
  return [...found].sort()
}
