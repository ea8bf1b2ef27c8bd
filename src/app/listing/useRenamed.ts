import { useEffect } from 'react'
import { useJobs } from '../../hosts/page/views.ts'
import type { BucketRef } from '../requests/requests.ts'
import type { Row } from './rows.ts'
import { indexOf, only } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'

/** A chosen row that is renamed stays chosen, under its new name, unless something else was chosen meanwhile. */
export function useRenamed(rows: readonly Row[], selection: SelectionStore, home: BucketRef): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other rows can show the new name
  useEffect(() => {
    const { cursor, keys, all } = selection.getState()
    if (cursor === null || all !== undefined || keys.size !== 1 || !keys.has(cursor)) return
    const to = newKeyOf(cursor, home)
    if (to !== undefined && indexOf(rows, cursor) < 0 && indexOf(rows, to) >= 0) selection.setState(only(to), true)
  }, [rows, selection])
}

/** ms after its end in which the listing shows what a job did. */
const justNow = 10_000

function newKeyOf(key: string, { account, bucket }: BucketRef): string | undefined {
  for (const { request, ended = Date.now() } of useJobs.getState().views) {
    if (request.do !== 'copy' || request.placement !== 'exact' || Date.now() - ended > justNow) continue
    const [source] = request.sources
    if (source?.key === key && source.bucket === bucket && source.account === account) return request.target.key
  }
  return undefined
}
