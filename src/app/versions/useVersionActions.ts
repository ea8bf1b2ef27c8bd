import { useMutation, useQueryClient } from '@tanstack/react-query'
import { nameOf } from '../../engine/keys.ts'
import { CopyError } from '../../engine/problem.ts'
import { copyVersion } from '../../engine/single/copyVersion.ts'
import { removeVersion, undelete } from '../../engine/single/removeVersion.ts'
import { restoreVersion } from '../../engine/single/restoreVersion.ts'
import { type Content, isSameVersion, type Standing, standingAt } from '../../engine/single/versions.ts'
import { formatBytes, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Ref, Version } from '../../oss/types.ts'
import { message, modal } from '../../ui/messages.ts'
import { isOneOf } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'

/** `makeReadable`: of an archived version. `current`: what the dialog shows as current. */
export type Deed =
  | { do: 'restore'; version: Content; current?: Version | undefined }
  | { do: 'copy'; version: Content; target: Ref }
  | { do: 'makeReadable'; version: Content }
  | { do: 'delete'; version: Version }
  | { do: 'undelete'; version: Version }

/** What can be done with a version; afterwards everything that may show it is read again. */
export function useVersionActions(account: Account, at: Ref) {
  const client = useQueryClient()
  const { t } = useWords()
  const ask = useQuestion()
  return useMutation({
    mutationFn: (deed: Deed) => perform(account, at, deed, ask),
    onSuccess: (isDone, deed) => {
      if (!isDone) return
      const name = visible(nameOf(keyOf(deed)))
      message.success(t(said[deed.do], { name }))
    },
    onSettled: () => {
      void client.invalidateQueries({ predicate: isOneOf('versions', 'listing', 'head', 'versionCount') })
    },
  })
}

const said = {
  restore: 'restoredVersion',
  copy: 'copiedVersion',
  makeReadable: 'thawing',
  delete: 'deletedVersion',
  undelete: 'undeleted',
} as const

/** Of what it makes, or is about. */
function keyOf(deed: Deed): string {
  return deed.do === 'copy' ? deed.target.key : deed.version.key
}

type Question = (deed: Copying, standing: Standing) => Promise<boolean>
type Copying = Extract<Deed, { do: 'restore' | 'copy' }>

/** False: the person has thought better of it. */
async function perform(account: Account, home: Ref, deed: Deed, ask: Question): Promise<boolean> {
  const at = { ...home, key: deed.version.key }
  if (deed.do === 'restore' || deed.do === 'copy') return copy(account, home, deed, ask)
  const world = singleWorld(account)
  if (deed.do === 'undelete') await undelete(at, world)
  else if (deed.do === 'delete') await removeVersion(at, deed.version, world)
  else if (deed.do === 'makeReadable') await restoreVersion(at, deed.version, world)
  return true
}

/** Looks, asks about what would be replaced, and writes only over that. */
async function copy(account: Account, home: Ref, deed: Copying, ask: Question): Promise<boolean> {
  const { version } = deed
  const target = deed.do === 'copy' ? deed.target : { ...home, key: version.key }
  const over = await standingAt(target, singleWorld(account))
  if (deed.do === 'restore' && !isSameVersion(deed.current, over.current))
    throw new CopyError('TargetExists', `${target.key} is not what is shown`)
  if (isQuestionable(deed, over) && !(await ask(deed, over))) return false
  await copyVersion({ source: { ...home, key: version.key }, version, target, over }, singleWorld(account))
  return true
}

/** A restore is meant to replace what is current, but not to lose it; a version that takes its own place loses nothing. */
function isQuestionable(deed: Copying, { current, lost }: Standing): boolean {
  if (deed.do === 'copy') return current?.is === 'version' || lost !== undefined
  return lost !== undefined && !isSameVersion(lost, deed.version)
}

function useQuestion(): Question {
  const { t, i18n } = useWords()
  const { language } = i18n
  return async (deed, { lost }) => {
    const name = visible(nameOf(keyOf(deed)))
    const facts = lost && { time: formatTime(lost.modified, language), size: formatBytes(lost.size, language) }
    return modal.confirm({
      title: deed.do === 'copy' ? t('versionTaken', { name }) : t('versionLost'),
      content: facts ? t('versionLostNote', facts) : t('versionTakenNote'),
      okText: t(deed.do === 'copy' ? 'replaceTaken' : 'restoreAnyway'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
    })
  }
}
