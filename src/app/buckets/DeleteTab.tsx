import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { removeBucket } from '../../engine/single/removeBucket.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { go } from '../places/usePlace.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'

/** Deletes an empty bucket; of another it says what is in the way, which OSS does not. */
export function DeleteTab({ account, home, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const { t: why } = useObstacles()
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
      <ActionButton
        danger
        obstacle={typed === home.bucket ? undefined : why('noBucketName')}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {t('deleteBucket')}
      </ActionButton>
    </div>
  )
}

function useRemoveBucket({ account, home, onClose }: Pick<PlaceDialogProps, 'account' | 'home' | 'onClose'>) {
  const { t } = useWords()
  const client = useQueryClient()
  const { bucket } = home
  return useMutation({
    mutationFn: () => removeBucket({ ...home, key: '' }, singleWorld(account)),
    onSuccess: async (ways) => {
      if (ways.length > 0) return
      onClose()
      go(null)
      message.success(t('bucketDeleted', { name: bucket }))
      await client.invalidateQueries({ queryKey: queryKeys.buckets(account) })
    },
  })
}
