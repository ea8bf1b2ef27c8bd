import { Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { signIn } from '../session/session.ts'

/** Whether this account pays for its requests to a bucket whose owner wants that. What was refused is asked for again. */
export function PayerDialog({ account, home: { bucket }, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const others = account.paysFor?.filter((name) => name !== bucket) ?? []
  const [pays, setPays] = useState(account.paysFor?.includes(bucket) ?? false)
  const save = async () => {
    await signIn({ ...account, paysFor: pays ? [...others, bucket] : others })
    onClose()
  }
  return (
    <Dialog title={t('payerOf', { bucket })} action={t('save')} onSubmit={() => void save()} onClose={onClose}>
      <Checkbox checked={pays} onChange={(event) => setPays(event.target.checked)}>
        {t('payerYes')}
      </Checkbox>
      <p className="dialog-note">{t('payerNote')}</p>
      <p className="dialog-note">{t('payerSent')}</p>
    </Dialog>
  )
}
