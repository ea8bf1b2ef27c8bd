import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import type { UndeleteRequest } from '../../engine/types.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { BucketRef } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'

type UndeleteDialogProps = { account: Account; home: BucketRef; prefixes: string[]; onClose: () => void }

/** Brings back what was deleted below prefixes, as a job whose plan is shown first. */
export function UndeleteDialog({ account, home, prefixes, onClose }: UndeleteDialogProps) {
  const { t } = useWords()
  const [since, setSince] = useState('')
  const { data: info } = useQuery(bucketInfoQuery(account, home))
  const submit = useSubmit()
  const time = since === '' ? undefined : Date.parse(since)
  const isWrong = time !== undefined && (Number.isNaN(time) || time > Date.now())
  const isWithout = info !== undefined && info.versioning === undefined
  const [first = ''] = prefixes
  const title =
    prefixes.length === 1
      ? t('undeleteIn', { place: visible(formatOssPath(home.bucket, first)) })
      : t('undeleteInMany', { folders: prefixes.length })
  const send = () => {
    if (isWrong || isWithout) return
    const sources = prefixes.map((key) => ({ ...home, key }))
    const request: UndeleteRequest = { do: 'undelete', sources, review: true }
    submit(time === undefined ? request : { ...request, since: time }, title)
    onClose()
  }
  return (
    <Dialog
      title={title}
      action={t('undeletePlan')}
      obstacle={isWithout ? t('undeleteOff') : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      {isWithout ? (
        <Notice tone="warn">{t('undeleteOff')}</Notice>
      ) : (
        <>
          <Field
            label={t('undeleteSince')}
            optional
            hint={t('undeleteSinceHint')}
            problem={isWrong ? t('undeleteSinceWrong') : undefined}
          >
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                step={1}
                value={since}
                onChange={(event) => setSince(event.target.value)}
              />
            )}
          </Field>
          <p className="dialog-note">{t('undeleteNote')}</p>
          <p className="dialog-note">{t('undeleteReview')}</p>
        </>
      )}
    </Dialog>
  )
}
