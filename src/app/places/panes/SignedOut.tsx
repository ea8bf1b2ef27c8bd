import { Button } from 'antd'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountDot } from '../../../ui/account/AccountDot.tsx'
import { useSession } from '../../session/session.ts'
import { showAccount } from '../usePlace.ts'
import { PaneContext } from './pane.ts'
import '../../../i18n/paneHead.ts'

/** In the place of what an account that is not signed in would show; the address stays, and with it the way back after a sign-in. */
export function SignedOut() {
  const { t } = useTranslation('browser')
  const { pane } = use(PaneContext)
  const accounts = useSession((session) => session.accounts)
  return (
    <div className="empty" role="status">
      <strong>{t('pane.signedOut')}</strong>
      <span>{t('pane.signedOutNote')}</span>
      <div className="signed-out-ways">
        {accounts.map((each) => (
          <Button key={each.id} icon={<AccountDot colour={each.colour} />} onClick={() => showAccount(each, pane)}>
            {t('pane.showAccount', { name: each.name })}
          </Button>
        ))}
      </div>
    </div>
  )
}
