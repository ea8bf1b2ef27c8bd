/** Which file each object of a download becomes: no two the same, as the disk tells names apart. */
import type { Ref } from '../../oss/types.ts'
import { distinct } from '../distinct.ts'
import { nameOf } from '../keys.ts'
import { localPath } from '../localPath.ts'
import type { DownloadRequest, Source } from '../types.ts'

export type Paths = {
  /** The path of an object that was picked, or that lies below the picked prefix. */
  pathOf: (source: Pick<Ref, 'key'>, picked: Source) => string
  /** Whether another thing that was picked has the name of this one. */
  isNumbered: (picked: Ref) => boolean
  /** Whether something that was picked goes to a path, as the disk tells names apart. */
  isOfOne: (path: string) => boolean
}

/**
 * Things that were picked go under their own names, side by side; of two that are called the same, as `fold` tells it, the later is
 * numbered.
 */
export function pathsOf({ sources, target, into, placement }: DownloadRequest, fold: (path: string) => string): Paths {
  if (into === 'file' || placement === 'exact')
    return { pathOf: () => target.key, isNumbered: () => false, isOfOne: (path) => path === target.key }
  let made: Names | undefined
  // Made when they are asked for: each of thousands that are planned afresh has paths of its own.
  const names = () => {
    made ??= namesOf(sources, fold)
    return made
  }
  let all: Set<string> | undefined
  return {
    isOfOne(path) {
      all ??= new Set(names().all.map((name) => fold(target.key + name)))
      return all.has(fold(path))
    },
    isNumbered: (picked) => names().renamed.has(placeOf(picked)),
    pathOf({ key }, picked) {
      const top = names().renamed.get(placeOf(picked)) ?? topOf(picked)
      const below = key.slice(picked.key.length)
      return target.key + top + (below === '' ? '' : localPath(below))
    },
  }
}

/** `renamed`: those that are numbered, by their places. */
type Names = { all: string[]; renamed: ReadonlyMap<string, string | undefined> }

function namesOf(sources: readonly Source[], fold: (path: string) => string): Names {
  const tops = sources.map(topOf)
  // A file and a folder of one name can't be side by side either.
  const all = distinct(tops, (name) => fold(name.replace(/\/$/, '')))
  const renamed = new Map(sources.flatMap((source, n) => (all[n] === tops[n] ? [] : [[placeOf(source), all[n]]])))
  return { all, renamed }
}

/** A bucket becomes a folder of its name. Of a place that was chosen as a whole its rows go side by side. */
function topOf({ bucket, key, scope }: Source): string {
  if (scope) return ''
  return localPath(key === '' ? `${bucket}/` : nameOf(key))
}

const placeOf = ({ bucket, key }: Ref) => `${bucket}/${key}`
