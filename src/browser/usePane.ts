import { type KeyboardEvent, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { formatOssPath } from '../session/ossPath.ts'
import { type ActionName, obstacle } from './actions.ts'
import type { DialogName } from './dialogs/Dialogs.tsx'
import { upFrom } from './place.ts'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import { chosen, noSelection } from './selection.ts'
import { createSelection } from './selectionStore.ts'
import { useCopyAddress } from './useCopyAddress.ts'
import { go } from './usePlace.ts'

type Pane = { rows: readonly Row[]; home: Home; prefix: string }

/** What a person does with the rows of one place: choose, open, go up, start an action; and the dialog that is open. */
export function usePane({ rows, home, prefix }: Pane) {
  const [selection] = useState(createSelection)
  const keys = useStore(selection, (state) => state.keys)
  const selected = useMemo(() => chosen({ ...noSelection, keys }, rows), [keys, rows])
  const [dialog, setDialog] = useState<{ name: DialogName; rows: Row[] } | null>(null)
  const copyAddress = useCopyAddress()

  const run = (name: ActionName) => {
    if (obstacle(name, selected)) return
    if (name === 'address') copyAddress(selected.map(({ key }) => formatOssPath(home.bucket, key)))
    else setDialog({ name, rows: selected })
  }
  const open = (row: Row) => {
    if (row.is === 'prefix') go({ bucket: home.bucket, prefix: row.key })
    else setDialog({ name: 'metadata', rows: [row] })
  }
  const up = () => go(upFrom({ bucket: home.bucket, prefix }))
  const onKey = (event: KeyboardEvent) => {
    const { cursor } = selection.getState()
    const row = rows.find(({ key }) => key === cursor)
    if (event.key === 'Enter' && row) open(row)
    else if (event.key === 'Backspace') up()
    else if (event.key === 'F2') run('rename')
    else return
    event.preventDefault()
  }
  return { selection, selected, dialog, run, open, up, onKey, closeDialog: () => setDialog(null) }
}
