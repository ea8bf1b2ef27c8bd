import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { HereProps } from '../listing/PlaceDialogs.tsx'
import { signIn } from '../session/session.ts'

/** Whether this account pays for its requests to a bucket whose owner wants that. Everything of the bucket is read again. */
export function PayerDialog({ account, home: { bucket }, onClose }: HereProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const others = account.paysFor?.filter((name) => name !== bucket) ?? []
  const [pays, setPays] = useState(account.paysFor?.includes(bucket) ?? false)
  const save = async () => {
    await signIn({ ...account, paysFor: pays ? [...others, bucket] : others })
    onClose()
    readAnew(client, bucket)
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

/** By what asks for it now: a query that is read again by itself asks with the account as it was. */
function readAnew(client: QueryClient, bucket: string): void {
  for (const query of client.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey.includes(bucket) })) {
    for (const observer of query.observers) void observer.refetch()
    if (query.observers.length === 0) client.removeQueries({ queryKey: query.queryKey, exact: true })
  }
}
