import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { nameOf } from '../../engine/keys.ts'
import type { Account, Ref, Version } from '../../oss/types.ts'
import { visible } from '../../words/visible.ts'
import { useWords } from '../objectWords.ts'
import { ossOf } from '../queries.ts'
import { copyVersion, isTaken } from './versionCalls.ts'

type Content = Extract<Version, { is: 'version' }>
type Deed =
  | { do: 'restore'; version: Content }
  | { do: 'copy'; version: Content; key: string }
  | { do: 'delete'; version: Version }
  | { do: 'undelete'; version: Version }

/** What can be done with a version; afterwards everything that may show it is read again. */
export function useVersionActions(account: Account, at: Ref) {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const { t } = useWords()
  const askToReplace = async (key: string) =>
    modal.confirm({
      title: t('versionTaken', { name: visible(nameOf(key)) }),
      content: t('versionTakenNote'),
      okText: t('replaceTaken'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
    })
  return useMutation({
    mutationFn: (deed: Deed) => perform(account, at, deed, askToReplace),
    onSuccess: (isDone, deed) => {
      if (!isDone) return
      const stale = new Set<unknown>(['versions', 'listing', 'head', 'versionCount'])
      void client.invalidateQueries({ predicate: ({ queryKey }) => stale.has(queryKey[0]) })
      const name = visible(nameOf(deed.do === 'copy' ? deed.key : deed.version.key))
      message.success(t(said[deed.do], { name }))
    },
  })
}

const said = {
  restore: 'restoredVersion',
  copy: 'copiedVersion',
  delete: 'deletedVersion',
  undelete: 'undeleted',
} as const

type Asks = (key: string) => Promise<boolean>

/** False: the person has thought better of it. */
async function perform(account: Account, home: Ref, deed: Deed, askToReplace: Asks): Promise<boolean> {
  const oss = ossOf(account)
  const { signal } = new AbortController()
  const at = { ...home, key: deed.version.key }
  if (deed.do === 'restore') await copyVersion(oss, { home, version: deed.version, target: at })
  else if (deed.do === 'copy') {
    const target = { ...home, key: deed.key }
    const over = await isTaken(oss, target)
    if (over && !(await askToReplace(deed.key))) return false
    await copyVersion(oss, { home, version: deed.version, target, over })
  }
  // A delete marker that is removed leaves the version below it as the current one.
  else await oss.remove({ at, versionId: deed.version.versionId, signal })
  return true
}
