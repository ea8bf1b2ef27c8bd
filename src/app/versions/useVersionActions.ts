import { useMutation, useQueryClient } from '@tanstack/react-query'
import { nameOf } from '../../engine/keys.ts'
import { CopyError } from '../../engine/problem.ts'
import { copyVersion } from '../../engine/single/copyVersion.ts'
import { removeVersion, undelete } from '../../engine/single/removeVersion.ts'
import { restoreVersion } from '../../engine/single/restoreVersion.ts'
import { type Content, type CurrentVersion, currentVersionAt, isSameVersion } from '../../engine/single/versions.ts'
import { formatBytes, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Ref, Version } from '../../oss/types.ts'
import { message, modal } from '../../ui/messages/messages.ts'
import { isOneOf } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'

/** `makeReadable`: of an archived version. `current`: what the dialog shows as current. */
export type VersionAction =
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
    mutationFn: (action: VersionAction) => perform(account, at, action, ask),
    onSuccess: (isDone, action) => {
      if (!isDone) return
      const name = visible(nameOf(keyOf(action)))
      message.success(t(doneTexts[action.do], { name }))
    },
    onSettled: () => {
      void client.invalidateQueries({ predicate: isOneOf('versions', 'listing', 'head', 'versionCount') })
    },
  })
}

const doneTexts = {
  restore: 'restoredVersion',
  copy: 'copiedVersion',
  makeReadable: 'thawing',
  delete: 'deletedVersion',
  undelete: 'undeleted',
} as const

/** Of what it makes, or is about. */
function keyOf(action: VersionAction): string {
  return action.do === 'copy' ? action.target.key : action.version.key
}

type Question = (action: Copying, standing: CurrentVersion) => Promise<boolean>
type Copying = Extract<VersionAction, { do: 'restore' | 'copy' }>

/** False: the person has thought better of it. */
async function perform(account: Account, home: Ref, action: VersionAction, ask: Question): Promise<boolean> {
  const at = { ...home, key: action.version.key }
  if (action.do === 'restore' || action.do === 'copy') return copy(account, home, action, ask)
  const world = singleWorld(account)
  if (action.do === 'undelete') await undelete(at, world)
  else if (action.do === 'delete') await removeVersion(at, action.version, world)
  else if (action.do === 'makeReadable') await restoreVersion(at, action.version, world)
  return true
}

/** Looks, asks about what would be replaced, and writes only over that. */
async function copy(account: Account, home: Ref, action: Copying, ask: Question): Promise<boolean> {
  const { version } = action
  const target = action.do === 'copy' ? action.target : { ...home, key: version.key }
  const over = await currentVersionAt(target, singleWorld(account))
  if (action.do === 'restore' && !isSameVersion(action.current, over.current))
    throw new CopyError('TargetExists', `${target.key} is not what is shown`)
  if (isQuestionable(action, over) && !(await ask(action, over))) return false
  await copyVersion({ source: { ...home, key: version.key }, version, target, over }, singleWorld(account))
  return true
}

/** A restore is meant to replace what is current, but not to lose it; a version that takes its own place loses nothing. */
function isQuestionable(action: Copying, { current, lost }: CurrentVersion): boolean {
  if (action.do === 'copy') return current?.is === 'version' || lost !== undefined
  return lost !== undefined && !isSameVersion(lost, action.version)
}

function useQuestion(): Question {
  const { t, i18n } = useWords()
  const { language } = i18n
  return async (action, { lost }) => {
    const name = visible(nameOf(keyOf(action)))
    const facts = lost && { time: formatTime(lost.modified, language), size: formatBytes(lost.size, language) }
    return modal.confirm({
      title: action.do === 'copy' ? t('versionTaken', { name }) : t('versionLost'),
      content: facts ? t('versionLostNote', facts) : t('versionTakenNote'),
      okText: t(action.do === 'copy' ? 'replaceTaken' : 'restoreAnyway'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
    })
  }
}
