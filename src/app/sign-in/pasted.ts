import { accountIn } from '../../oss/otherTools.ts'
import { placeIn } from '../address/placeIn.ts'
import { type Draft, emptyDraft, ossHostOf } from './draft.ts'

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

/**
 * The draft with what a text says. What one with other keys does not say is not that of the keys before it, which `keys` filled in: of two
 * nothing is mixed.
 */
export function filledWith(draft: Draft, { fields }: PastedAccount, keys?: PastedAccount): Draft {
  if (fields.accessKeyId === undefined) return { ...draft, ...fields }
  const others = fields.accessKeyId === keys?.fields.accessKeyId ? {} : (keys?.fields ?? {})
  const left = (Object.keys(others) as (keyof Draft)[]).filter((name) => draft[name] === others[name])
  const bare = Object.fromEntries(left.map((name) => [name, emptyDraft[name]]))
  return { ...draft, ...bare, stsToken: '', ...fields }
}

/** The draft with what is typed. The token of a text belongs to its key alone. */
export function typedInto(draft: Draft, typed: Partial<Draft>, keys?: PastedAccount): Draft {
  const next = { ...draft, ...typed }
  const isStranger = keys?.fields.stsToken === next.stsToken && !isOf(next, keys)
  return isStranger ? { ...next, stsToken: '' } : next
}

/** When what is to be signed in with ends, if the text that filled in its key said so. */
export function expiryOf(draft: Draft, keys: PastedAccount | undefined): number | undefined {
  return keys && isOf(draft, keys) ? keys.expires : undefined
}

function isOf({ accessKeyId }: Draft, { fields }: PastedAccount): boolean {
  return accessKeyId.trim() === fields.accessKeyId
}

/** Whether what was said of the endpoint beside its address, such as that it is a custom domain, may also be said of that of a text. */
export function keepsKind(draft: Draft, { endpoint }: Partial<Draft>): boolean {
  if (endpoint === undefined || endpoint === draft.endpoint) return true
  return draft.endpoint === '' && ossHostOf({ endpoint }) === undefined
}
