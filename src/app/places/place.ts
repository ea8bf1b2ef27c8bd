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

/** One place, or two side by side; what is active is what the path, the keys and the side bar are about. */
export type Panes = { places: readonly (Place | null)[]; active: number }

/** `#/left/&/right/`, and `&!/right/` when the right one is active: neither sign is left bare in an encoded segment. */
export function panesHash({ places, active }: Panes): string {
  const [left = null, right] = places
  return right === undefined ? hashOf(left) : `${hashOf(left)}&${active === 1 ? '!' : ''}${hashOf(right).slice(1)}`
}

/** The way back. */
export function panesOf(hash: string): Panes {
  const [, left = hash, mark, right] = /^(.*?)&(!?)(\/.*)$/.exec(hash) ?? []
  if (right === undefined) return { places: [placeOf(left)], active: 0 }
  return { places: [placeOf(left), placeOf(right)], active: mark ? 1 : 0 }
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
