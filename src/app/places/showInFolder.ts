import { parentOf } from '../../engine/keys.ts'
import { remember, rememberAs } from '../listing/remembered.ts'
import { noSelection } from '../listing/selection.ts'
import { type Place, panesOf } from './place.ts'
import { go } from './usePlace.ts'

/** Where a row that was found lies, with the row chosen. */
export function showInFolder(bucket: string, key: string, pane?: number): void {
  showRows({ bucket, prefix: parentOf(key) }, [key], pane)
}

/** A place with some of its rows chosen; also where it is shown already. */
export function showRows(place: Place, keys: string[], pane = panesOf(location.hash).active): void {
  const [first = null] = keys
  const selection = { ...noSelection, keys: new Set(keys), cursor: first, anchor: first }
  remember(rememberAs(place, pane), { selection, top: 0 })
  go(place, pane)
}
