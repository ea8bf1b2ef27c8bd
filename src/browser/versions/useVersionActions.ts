import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { nameOf } from '../../copy/keys.ts'
import type { Account, Ref, Version } from '../../oss/types.ts'
import { visible } from '../../words/visible.ts'
import { useWords } from '../objectWords.ts'
import { ossOf } from '../queries.ts'
import { copyVersion } from './versionCalls.ts'

type Content = Extract<Version, { is: 'version' }>
type Deed =
  | { do: 'restore'; version: Content }
  | { do: 'copy'; version: Content; key: string }
  | { do: 'delete'; version: Version }
  | { do: 'undelete'; version: Version }

/** What can be done with a version; afterwards everything that may show it is read again. */
export function useVersionActions(account: Account, at: Ref) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { t } = useWords()
  return useMutation({
    mutationFn: (deed: Deed) => perform(account, at, deed),
    onSuccess: (_, deed) => {
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

async function perform(account: Account, home: Ref, deed: Deed): Promise<void> {
  const oss = ossOf(account)
  const { signal } = new AbortController()
  const at = { ...home, key: deed.version.key }
  if (deed.do === 'restore') await copyVersion(oss, { home, version: deed.version, target: at })
  else if (deed.do === 'copy')
    await copyVersion(oss, { home, version: deed.version, target: { ...home, key: deed.key } })
  // A delete marker that is removed leaves the version below it as the current one.
  else await oss.remove({ at, versionId: deed.version.versionId, signal })
}
