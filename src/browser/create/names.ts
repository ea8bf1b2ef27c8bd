import { keyProblem } from '../../copy/check.ts'
import { isPrefix } from '../../copy/keys.ts'

/** What is wrong with a new folder's name; the levels follow the rules of the console, which are stricter than OSS's. */
export function folderProblem(
  prefix: string,
  name: string,
): 'empty' | 'leadingSlash' | 'tooLong' | 'levels' | undefined {
  if (name === '' || /^[/\\]/.test(name)) return name === '' ? 'empty' : 'leadingSlash'
  const levels = name.replace(/\/$/, '').split('/')
  if (levels.some((level) => level === '' || level === '.' || level === '..')) return 'levels'
  return keyProblem(folderKey(prefix, name)) === 'tooLong' ? 'tooLong' : undefined
}

export function folderKey(prefix: string, name: string): string {
  return prefix + (name.endsWith('/') ? name : `${name}/`)
}

/** What is wrong with the key of a link to `target`. */
export function linkProblem(key: string, target: string): ReturnType<typeof keyProblem> | 'same' | 'folder' {
  const problem = keyProblem(key)
  if (problem) return problem
  if (key === target) return 'same'
  return isPrefix(key) ? 'folder' : undefined
}
