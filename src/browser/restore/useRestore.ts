import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { OssError } from '../../oss/errors.ts'
import type { Listed, Oss, Ref } from '../../oss/types.ts'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { objectsBelow } from '../objectsBelow.ts'
import { useWords } from '../objectWords.ts'
import { ossOf } from '../queries.ts'
import { canBeRestored, isCold, type Tiers } from './restorePlan.ts'
import { watchRestores } from './watchRestores.ts'

type Asked = { days: number; tiers: Tiers }
export type Outcome = { begun: Ref[]; failed: number; problem: OssError | undefined }

const most = 10_000
const atOnce = 6

/** Asks for every archived object among the rows, tells what came of it, and says when they can be read. */
export function useRestore({ account, home, rows }: DialogProps) {
  const client = useQueryClient()
  const { notification } = App.useApp()
  const { t } = useWords()
  const readAgain = () =>
    client.invalidateQueries({ predicate: ({ queryKey: [is] }) => is === 'listing' || is === 'head' })
  return useMutation({
    mutationFn: async (asked: Asked): Promise<Outcome> => {
      const oss = ossOf(account)
      const { signal } = new AbortController()
      const objects = await objectsBelow({ oss, home, rows, most, signal })
      const wanted = objects.filter(canBeRestored)
      return askAll(wanted, (object) => askOne(oss, { ...home, key: object.key }, object, asked))
    },
    onSuccess: ({ begun }) => {
      void readAgain()
      if (begun.length === 0) return
      const count = { count: begun.length }
      notification.success({ title: t('restoreBegun', count), description: t('restoreWatched'), className: 'toast' })
      void watchRestores({ oss: ossOf(account), refs: begun }).then((ready) => {
        void readAgain()
        if (ready > 0)
          notification.success({ title: t('restoreReady', { count: ready }), duration: 0, className: 'toast' })
      })
    },
  })
}

async function askOne(oss: Oss, at: Ref, { storageClass }: Listed, { days, tiers }: Asked): Promise<Ref> {
  const { signal } = new AbortController()
  const tier = isCold(storageClass) && storageClass !== 'Archive' ? { tier: tiers[storageClass] } : {}
  await oss.restore({ at, days, ...tier, signal })
  return at
}

/** A few at a time; one that fails stops no other. */
async function askAll(objects: readonly Listed[], ask: (object: Listed) => Promise<Ref>): Promise<Outcome> {
  const outcome: Outcome = { begun: [], failed: 0, problem: undefined }
  const queue = objects.values()
  const work = async () => {
    for (const object of queue) {
      const result = await ask(object).catch((error: unknown) => error)
      if (!(result instanceof Error)) outcome.begun.push(result as Ref)
      else if (!(result instanceof OssError)) throw result
      else if (result.code !== 'RestoreAlreadyInProgress') {
        outcome.failed++
        outcome.problem ??= result
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return outcome
}
