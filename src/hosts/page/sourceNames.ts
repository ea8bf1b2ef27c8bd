/** What chosen files and folders are called: things of one name may come from several folders, and each becomes its own. */
import { distinct } from '../../engine/distinct.ts'
import { localRef } from '../../engine/localFiles.ts'
import type { Ref } from '../../oss/types.ts'
import type { ChosenSources, NamedFile } from './chosen.ts'
import { yieldingChunks } from './yieldToPage.ts'

/** The names of handles, in their order; that of a folder ends in `/`. */
export function handleNames(handles: FileSystemHandle[]): string[] {
  return distinct(handles.map(({ kind, name }) => (kind === 'directory' ? `${name}/` : name)))
}

const namedAtOnce = 1000

/** What was chosen, as the sources of a request. The page stays free meanwhile: a folder may have hundreds of thousands of files. */
export async function sourcesOf({ handles, files }: ChosenSources): Promise<Ref[]> {
  const names = new Set(handleNames(handles))
  for await (const some of yieldingChunks(files, namedAtOnce)) for (const { path } of some) names.add(topOf(path))
  return [...names].map((name) => localRef(name))
}

/** Puts more plain files beside what was chosen before, each group under one name: what has a taken name is numbered. */
export async function withFiles(before: ChosenSources, groups: NamedFile[][]): Promise<ChosenSources> {
  const tops = groups.map(([first]) => topOf(first?.path ?? ''))
  const taken = (await sourcesOf(before)).map(({ key }) => key)
  const names = distinct([...taken, ...tops]).slice(taken.length)
  const renamed = groups.flatMap((group, n) => group.map((one) => under(one, tops[n] ?? '', names[n] ?? '')))
  return { ...before, files: [...before.files, ...renamed] }
}

/** Plain files that lie below a handle: that of the name, whatever name it was given among others. */
export function below(name: string, files: NamedFile[]): NamedFile[] {
  return files.map((one) => under(one, topOf(one.path), name))
}

/** Plain files by the name that they come under: a folder, or a file by itself. */
export function grouped(files: NamedFile[]): NamedFile[][] {
  const folders = new Map<string, NamedFile[]>()
  const groups: NamedFile[][] = []
  for (const one of files) {
    const top = topOf(one.path)
    const group = top.endsWith('/') ? folders.get(top) : undefined
    if (group) group.push(one)
    else {
      const begun = [one]
      groups.push(begun)
      if (top.endsWith('/')) folders.set(top, begun)
    }
  }
  return groups
}

function under(one: NamedFile, top: string, name: string): NamedFile {
  return { ...one, path: name + one.path.slice(top.length) }
}

/** `a/b` → `a/`; a file by itself is its own. */
function topOf(path: string): string {
  return path.slice(0, path.indexOf('/') + 1) || path
}
