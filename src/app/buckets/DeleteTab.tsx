import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Oss } from '../../oss/types.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { go } from '../places/usePlace.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import type { BucketRef } from '../requests/requests.ts'

type Way = { is: 'objects' | 'versions' | 'uploads'; name: string }

/** Deletes an empty bucket; of another it says what is in the way, which OSS does not. */
export function DeleteTab({ account, home, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const remove = useRemoveBucket({ account, home, onClose })
  return (
    <div className="bucket-tab">
      <p className="dialog-note">{t('deleteBucketNote')}</p>
      <Field label={t('typeName', { name: home.bucket })}>
        {(control) => (
          <Input {...control} value={typed} spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      {remove.data && remove.data.length > 0 && (
        <Notice tone="danger" title={t('inTheWay')}>
          {remove.data.map(({ is, name }) => (
            <div key={is}>{t(`notEmpty.${is}`, { name: visible(name) })}</div>
          ))}
        </Notice>
      )}
      <WriteProblem error={remove.error} />
      <Button danger disabled={typed !== home.bucket || remove.isPending} onClick={() => remove.mutate()}>
        {t('deleteBucket')}
      </Button>
    </div>
  )
}

function useRemoveBucket({ account, home, onClose }: Pick<PlaceDialogProps, 'account' | 'home' | 'onClose'>) {
  const { t } = useWords()
  const client = useQueryClient()
  const { region, bucket } = home
  return useMutation({
    mutationFn: async () => {
      const { signal } = new AbortController()
      const oss = ossOf(account)
      const ways = await inTheWay(oss, home)
      if (ways.length === 0) await oss.removeBucket({ bucket: { region, bucket }, signal })
      return ways
    },
    onSuccess: async (ways) => {
      if (ways.length > 0) return
      onClose()
      go(null)
      message.success(t('bucketDeleted', { name: bucket }))
      await client.invalidateQueries({ queryKey: queryKeys.buckets(account) })
    },
  })
}

/** The first of each kind that is left. */
async function inTheWay(oss: Oss, home: BucketRef): Promise<Way[]> {
  const { signal } = new AbortController()
  const at = { ...home, key: '' }
  const [{ objects }, { versions }, uploads] = await Promise.all([
    oss.list({ at, limit: 1, signal }),
    oss.listVersions({ at, limit: 10, signal }),
    oss.listUploads({ at, signal }),
  ])
  const old = versions.find(({ is, isLatest }) => is === 'marker' || !isLatest)
  return [
    ...(objects[0] ? [{ is: 'objects' as const, name: objects[0].key }] : []),
    ...(old ? [{ is: 'versions' as const, name: old.key }] : []),
    ...(uploads[0] ? [{ is: 'uploads' as const, name: uploads[0].key }] : []),
  ]
}
