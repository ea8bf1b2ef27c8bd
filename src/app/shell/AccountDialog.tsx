import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { AccountDot, accountColours } from '../../ui/account/AccountDot.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import { changeAccount } from '../session/session.ts'
import '../../i18n/accountLook.ts'

/** What an account is called here, and its colour: only on this computer, nothing is sent. */
export function AccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('browser')
  const [name, setName] = useState(account.name)
  const [colour, setColour] = useState(account.colour ?? 1)
  const save = () => {
    void changeAccount({ ...account, name: name.trim() || account.accessKeyId, colour })
    onClose()
  }
  return (
    <Dialog title={t('lookTitle', { name: account.name })} action={t('saveLook')} onSubmit={save} onClose={onClose}>
      <Field label={t('name')} hint={t('accountNameHint')}>
        {(control) => (
          <TextInput {...control} value={name} placeholder={account.accessKeyId} maxLength={60} onText={setName} />
        )}
      </Field>
      <fieldset className="account-colours">
        <legend>{t('colour')}</legend>
        {accountColours.map((one) => (
          <label key={one}>
            <input type="radio" name="colour" checked={colour === one} onChange={() => setColour(one)} />
            <AccountDot colour={one} />
            {t(`colour.${one}`)}
          </label>
        ))}
      </fieldset>
    </Dialog>
  )
}
