import { isPrefix } from '../../engine/keys.ts'
import { keyProblem } from '../../engine/plan/check.ts'

/** Browsers and most tools take such a level of a URL for "one level up", so nothing is newly named so. */
export function hasDotLevel(name: string): boolean {
  return name.split('/').some((level) => level === '.' || level === '..')
}

/** Allowed, but hardly seen and seldom meant. */
export function hasEdgeSpace(name: string): boolean {
  return name.split('/').some((level) => level !== level.trim())
}

/** What is wrong with a new folder's name; the levels follow the rules of the console, which are stricter than OSS's. */
export function folderProblem(
  prefix: string,
  name: string,
): 'empty' | 'leadingSlash' | 'tooLong' | 'levels' | 'dots' | undefined {
  if (name === '' || /^[/\\]/.test(name)) return name === '' ? 'empty' : 'leadingSlash'
  if (hasDotLevel(name)) return 'dots'
  if (`${name.replace(/\/$/, '')}/`.includes('//')) return 'levels'
  return keyProblem(folderKey(prefix, name)) === 'tooLong' ? 'tooLong' : undefined
}

export function folderKey(prefix: string, name: string): string {
  return prefix + (name.endsWith('/') ? name : `${name}/`)
}

/** What is wrong with the key of a link to `target`. */
export function linkProblem(key: string, target: string): ReturnType<typeof keyProblem> | 'dots' | 'same' | 'folder' {
  const problem = keyProblem(key) ?? (hasDotLevel(key) ? 'dots' : undefined)
  if (problem) return problem
  if (key === target) return 'same'
  return isPrefix(key) ? 'folder' : undefined
}
