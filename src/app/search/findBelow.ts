import { parentOf } from '../../engine/keys.ts'
import { matcherOf, testsOf } from '../../engine/scope/match.ts'
import type { Account, ListPage, Ref } from '../../oss/types.ts'
import { earliestAsked, type Level, levelOf, type Row } from '../listing/rows.ts'
import { cumulativeLevels } from '../queries/readLevel.ts'
import { walkBelow } from '../queries/walkBelow.ts'

type Found = { level: Level; looked: number }

/** Walks everything below a prefix and keeps what matches, prefixes too; tells every now and then what was found. */
export async function* findBelow(
  account: Account,
  at: Ref,
  { search, signal }: { search: string; signal: AbortSignal },
): AsyncGenerator<Level> {
  yield* cumulativeLevels(walkBelow(account, at, signal, pageMatcher(at.key, search)), joinFound)
}

/** What a search keeps of a page. */
export function pageMatcher(prefix: string, search: string): (page: ListPage) => Found {
  const matches = matcherOf(testsOf(search, 'lastName')) ?? (() => true)
  return (page) => {
    const level = levelOf([{ ...page, prefixes: prefixesIn(page, prefix) }], prefix)
    const found = { prefixes: level.prefixes.filter(matches), objects: level.objects.filter(matches) }
    return { level: { ...found, ...earliestAsked([level]) }, looked: page.objects.length }
  }
}

/** All that was kept, as one. */
export function joinFound(pages: readonly Found[]): Level {
  // A prefix that spans pages is found on each.
  const prefixes = new Map(pages.flatMap(({ level }) => level.prefixes).map((row): [string, Row] => [row.key, row]))
  return {
    prefixes: [...prefixes.values()],
    objects: pages.flatMap(({ level }) => level.objects),
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
    ...earliestAsked(pages.map(({ level }) => level)),
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
