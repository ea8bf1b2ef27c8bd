/**
 * Finds those of many places that a place is, or lies below, by their names, which end in `/` where more lies below. It looks at as many as
 * the name has folders, not at each of them: a request may name a hundred thousand objects, and each is asked about.
 */
export function holdersAmong<Place>(
  places: readonly Place[],
  nameOf: (place: Place) => string,
): (name: string) => Place[] {
  const named = new Map<string, Place[]>()
  for (const place of places) {
    const name = nameOf(place)
    const some = named.get(name)
    if (some) some.push(place)
    else named.set(name, [place])
  }
  return (name) => namesOver(name).flatMap((over) => named.get(over) ?? [])
}

/** Of all that it lies below, from the outermost on, and its own. */
function namesOver(name: string): string[] {
  const names: string[] = name === '' ? [] : ['']
  for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1))
    if (slash < name.length - 1) names.push(name.slice(0, slash + 1))
  return [...names, name]
}
