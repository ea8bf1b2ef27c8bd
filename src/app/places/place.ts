/** Where the person is: a bucket and a prefix in it. `null` is the list of all buckets. */
export type Place = {
  bucket: string
  prefix: string
  /** What is looked for below the prefix; empty while it is still to be said. */
  search?: string
  /** All keys below are shown, and not one level. */
  isFlat?: true
}

/** `#/bucket/prefix/`, `#/bucket/prefix/?search`, or `#/bucket/prefix/?/` with all keys below, each segment percent-encoded: nothing normalises a fragment, so `a//b` and `..` survive. */
export function hashOf(place: Place | null): string {
  if (!place) return '#/'
  const path = [place.bucket, ...place.prefix.split('/')].map(encodeURIComponent).join('/')
  if (place.search !== undefined) return `#/${path}?${encodeURIComponent(place.search)}`
  return place.isFlat ? `#/${path}?/` : `#/${path}`
}

/** The way back; also for what people type: a missing last slash, or a `%` that encodes nothing. */
export function placeOf(hash: string): Place | null {
  const [path = '', search] = hash.replace(/^#?\/?/, '').split('?')
  const [bucket = '', ...segments] = path.split('/').map(decoded)
  if (!bucket) return null
  const prefix = segments.join('/')
  const place = { bucket, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` }
  // No encoded search has a bare slash.
  if (search === '/') return { ...place, isFlat: true }
  return search === undefined ? place : { ...place, search: decoded(search) }
}

/**
 * One place, or two side by side; what is active is what the path, the keys and the side bar are about. `accounts`: whose each place is, by
 * its id, where that is another than the window's.
 */
export type Panes = { places: readonly (Place | null)[]; active: number; accounts?: readonly (string | undefined)[] }

/**
 * `#/left/&/right/`, `&!/right/` when the right one is active, and `@account/right/` when it is of another account: none of these signs is
 * left bare in an encoded segment.
 */
export function panesHash({ places, active, accounts = [] }: Panes): string {
  const [left = '/', right] = places.map((place, pane) => {
    const account = accounts[pane]
    return (account ? `@${account}` : '') + hashOf(place).slice(1)
  })
  return right === undefined ? `#${left}` : `#${left}&${active === 1 ? '!' : ''}${right}`
}

/** The way back. */
export function panesOf(hash: string): Panes {
  const [, left = hash, mark, right] = /^(.*?)&(!?)((?:@\w+)?\/.*)$/.exec(hash) ?? []
  const sides = right === undefined ? [left] : [left, right]
  const [places, accounts] = [sides.map((side) => placeOf(side.replace(marked, ''))), sides.map(accountIn)]
  return { places, active: mark ? 1 : 0, ...(accounts.some((account) => account) && { accounts }) }
}

const marked = /^#?@(\w+)(?=\/)/

function accountIn(side: string): string | undefined {
  return marked.exec(side)?.[1]
}

/** One pane of them by itself. */
export function onlyPane({ places, accounts }: Panes, pane: number): Panes {
  return { places: [places[pane] ?? null], active: 0, ...(accounts?.[pane] && { accounts: [accounts[pane]] }) }
}

/** The way down to the place, each with its last name: from the bucket, or from where the key may enter it if the place is below that. */
export function crumbsOf(place: Place, entry = ''): { name: string; place: Place }[] {
  const { bucket, prefix } = place
  const top = prefix.startsWith(entry) ? entry : ''
  const names = prefix.slice(top.length).split('/').slice(0, -1)
  const below = names.map((name, n) => ({
    name,
    place: { bucket, prefix: `${top}${names.slice(0, n + 1).join('/')}/` },
  }))
  return [{ name: top ? `${bucket}/${top.slice(0, -1)}` : bucket, place: { bucket, prefix: top } }, ...below]
}

/** One up; from the top of a bucket, or from where the key may enter it, to all buckets, from a search to where it looks. */
export function parentPlace(place: Place, entry?: string): Place | null {
  if (place.search !== undefined) return { bucket: place.bucket, prefix: place.prefix }
  return crumbsOf(place, entry).at(-2)?.place ?? null
}

/** The prefix right below `here` on the way to `there`; undefined if that is not below. */
export function childPrefixTowards(here: Place, there: Place): string | undefined {
  if (here.bucket !== there.bucket || !there.prefix.startsWith(here.prefix)) return undefined
  const slash = there.prefix.indexOf('/', here.prefix.length)
  return slash < 0 ? undefined : there.prefix.slice(0, slash + 1)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
