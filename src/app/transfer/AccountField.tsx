import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { useSession } from '../session/session.ts'

/** Which account writes; nothing to choose while there is one. */
export function AccountField({ value, onChange }: { value: Account; onChange: (account: Account) => void }) {
  const { t } = useTranslation('browser')
  const accounts = useSession((state) => state.accounts)
  if (accounts.length < 2) return null
  const options = accounts.map(({ id, name, endpoint, colour }) => ({
    value: id,
    title: `${name} · ${new URL(endpoint).host}`,
    label: (
      <>
        <AccountDot colour={colour} /> {name} · {new URL(endpoint).host}
      </>
    ),
  }))
  const choose = (id: string) => {
    const chosen = accounts.find((account) => account.id === id)
    if (chosen) onChange(chosen)
  }
  return (
    <Field label={t('destinationAccount')}>
      {({ status: _, ...control }) => <Select {...control} value={value.id} onChange={choose} options={options} />}
    </Field>
  )
}
