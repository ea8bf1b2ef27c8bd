import type { Listed, ListPosition, Oss } from '../../oss/types.ts'
import type { Row } from '../listing/rows.ts'
import { type BucketRef, refsOf } from '../requests/requests.ts'

type Below = { oss: Oss; home: BucketRef; rows: readonly Row[]; most: number; signal: AbortSignal }

/** The chosen objects and all that lie below the chosen prefixes, up to `most`. */
export async function objectsBelow({ oss, home, rows, most, signal }: Below): Promise<Listed[]> {
  const found: Listed[] = rows.filter((row) => row.is === 'object')
  for (const at of refsOf(
    home,
    rows.filter(({ is }) => is === 'prefix'),
  )) {
    let token: ListPosition | undefined
    do {
      const page = await oss.list({ at, limit: 1000, signal, ...(token && { token }) })
      found.push(...page.objects)
      token = page.next
    } while (token && found.length < most)
  }
  return found.slice(0, most)
}
