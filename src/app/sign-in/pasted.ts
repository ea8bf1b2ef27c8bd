import { accountIn } from '../../oss/otherTools.ts'
import { placeIn } from '../address/placeIn.ts'
import type { Draft } from './draft.ts'

/** What a pasted text says of an account beside the field that it was pasted into. */
export type PastedAccount = { fields: Partial<Draft>; isReadOnly?: true; expires?: number }

/**
 * An endpoint, an address of a bucket, an object or the console, an `oss://` path, an authorization code, a configuration of ossutil;
 * undefined for a text that is meant for its field alone.
 */
export function readPasted(text: string): PastedAccount | undefined {
  const given = accountIn(text)
  if (given) {
    const { isReadOnly, expires, endpoint = '', region, ...keys } = given
    const place = placeIn(endpoint) ?? { endpoint }
    const fields = { ...place, ...(region && { region }), ...keys }
    return { fields, ...(isReadOnly && { isReadOnly }), ...(expires && { expires }) }
  }
  const fields = placeIn(text)
  return fields && { fields }
}
