import { useCallback, useMemo, useState } from 'react'
import type { KnownBucket } from '../../queries/queries.ts'
import type { LevelState, SideRow } from './sideRows.ts'

/** A level that is open. */
export type OpenLevel = { id: string; bucket: KnownBucket; prefix: string }

const unread: LevelState = { prefixes: [], state: 'reading' }

/** Which levels of the tree are open, and what `ReadLevel` has told of each. */
export function useTree() {
  const [levels, setLevels] = useState<readonly OpenLevel[]>([])
  const [known, setKnown] = useState<ReadonlyMap<string, LevelState>>(new Map())
  const open = useMemo(() => new Map(levels.map(({ id }) => [id, known.get(id) ?? unread])), [levels, known])
  const learn = useCallback((id: string, below: LevelState) => setKnown((now) => new Map(now).set(id, below)), [])
  const toggle = (row: SideRow) => {
    if (row.is !== 'bucket' && row.is !== 'prefix') return
    const { id, bucket, place } = row
    const others = levels.filter((level) => level.id !== id)
    setLevels(row.isOpen ? others : [...others, { id, bucket, prefix: place.prefix }])
  }
  return { levels, open, learn, toggle }
}
