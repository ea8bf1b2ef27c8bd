import type { TFunction } from 'i18next'
import type { JobRequest, UndoRequest } from '../../../engine/jobs/types.ts'
import { isLocal } from '../../../engine/localFiles.ts'
import type { Change, Edit, Source } from '../../../engine/types.ts'
import { visible } from '../../../i18n/visible.ts'
import type { Ref } from '../../../oss/types.ts'

type Words = TFunction<'panel'>

/** What a job does, in words that stand in a sentence: verb and object, names in quotation marks. */
export function titleOf(request: JobRequest, t: Words): string {
  const verb = verbOf(request, t)
  const { count, name } = objectOf(request.sources)
  if (name === undefined) return t('title.items', { verb, count })
  return count === 1 ? t('title.one', { verb, name }) : t('title.more', { verb, name, count: count - 1, all: count })
}

/** What a job is about: how many sources, and the name of the first of those that were chosen one by one. */
export function objectOf([first, ...more]: Source[]): { count: number; name?: string } {
  if (first?.scope && first.scope.count > 0) return { count: first.scope.count }
  return { count: 1 + more.length, name: first ? nameOf(first.key) || first.bucket : '' }
}

export function verbOf(request: JobRequest, t: Words): string {
  if (request.do === 'undo') return t('verb.undo', { verb: verbOf(request.of, t) })
  if (request.do === 'change' && request.rule !== undefined) return t('verb.rule', { rule: visible(request.rule) })
  return t(`verb.${verb(request)}`)
}

/** Where the sources lie, and where they go. An edit goes nowhere. */
export function routeOf(request: JobRequest, t: Words): { from: string; to?: string } {
  if (request.do === 'undo') return wayBack(request.of, t)
  const [source] = request.sources
  const from = source ? placeOf({ ...source, key: prefixOf(source) }, t) : ''
  return 'target' in request ? { from, to: placeOf(request.target, t) } : { from }
}

/** The last name of a key, as it can be shown. */
export function nameOf(key: string): string {
  return visible(key.slice(parentOf(key).length))
}

/** Where a source was chosen. */
const prefixOf = ({ key, scope }: Source) => (scope ? key : parentOf(key))

const parentOf = (key: string) => key.slice(0, key.lastIndexOf('/', key.length - 2) + 1)

/** A file's own folder is not told to pages. */
function placeOf(at: Ref, t: Words): string {
  if (isLocal(at)) return at.bucket ? `${t('computer')}/${visible(at.bucket)}` : t('computer')
  return visible(`${at.bucket}/${at.key}`)
}

/** An undo goes the other way; that of a copy only removes. */
function wayBack(of: UndoRequest['of'], t: Words): { from: string; to?: string } {
  const { from, to } = routeOf(of, t)
  if (of.do !== 'copy' || to === undefined) return { from }
  return of.removeSource ? { from: to, to: from } : { from: to }
}

function verb(request: Exclude<JobRequest, { do: 'undo' }>) {
  if (request.do === 'change') return changeVerb(request.edit ?? request.change)
  if (request.do !== 'copy') return request.do
  if (!request.removeSource) return 'copy'
  const [source] = request.sources
  const { target, placement } = request
  const isOwn = source?.account === target.account && source.bucket === target.bucket
  const stays = isOwn && parentOf(source.key) === parentOf(target.key)
  return placement === 'exact' && stays ? 'rename' : 'move'
}

const changeVerbs = ['storageClass', 'encryption', 'tags', 'acl'] as const

/** Named after what it changes, where that is one thing. */
function changeVerb(change: Change | Edit) {
  const named = changeVerbs.filter((name) => change[name] !== undefined)
  if (change.headers || change.meta) return named.length === 0 ? 'headers' : 'change'
  return named.length === 1 && named[0] ? named[0] : 'change'
}

/** Where the target lies; undefined where nothing goes anywhere, and on this computer. */
export function regionOf(request: JobRequest): string | undefined {
  if (request.do === 'undo') return undefined
  return 'target' in request && !isLocal(request.target) ? request.target.region : undefined
}
