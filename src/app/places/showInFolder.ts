import { parentOf } from '../../engine/keys.ts'
import { chooseIn, rememberAs } from '../listing/remembered.ts'
import { only } from '../listing/selection.ts'
import { panesOf } from './place.ts'
import { go } from './usePlace.ts'

/** Where a row that was found lies, with the row chosen. */
export function showInFolder(bucket: string, key: string, pane = panesOf(location.hash).active): void {
  const place = { bucket, prefix: parentOf(key) }
  chooseIn(rememberAs(place, pane), only(key))
  go(place, pane)
}
