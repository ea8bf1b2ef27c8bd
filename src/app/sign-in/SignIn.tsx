import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { Brand } from '../../ui/Brand.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Preferences } from '../../ui/theme/Preferences.tsx'
import { AccountForm } from './AccountForm.tsx'
import { SignInPicture } from './SignInPicture.tsx'
import { TryLocal } from './TryLocal.tsx'
import './signIn.css'

type SignInProps = { onBack?: () => void; renewed?: Account | undefined; locked?: Account | undefined }

/**
 * The first page of a first visit; with `onBack`, the page that adds a further account, or gives new keys to the one `renewed`. `locked`: who
 * was signed in, and whose keys are gone.
 */
export function SignIn({ onBack, renewed, locked }: SignInProps) {
  const { t } = useTranslation('session')
  return (
    <div className="sign-in">
      <div className="sign-in-preferences">
        <Preferences />
      </div>
      <header className="sign-in-hero">
        <Brand size={32} />
        <div className="sign-in-words">
          <h1>{t('slogan')}</h1>
          <p>{t('promise')}</p>
          {!renewed && <TryLocal />}
        </div>
        <SignInPicture />
      </header>
      <main className="sign-in-main">
        <div className="sign-in-bar">
          {onBack && (
            <Button type="text" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
              {t('back')}
            </Button>
          )}
        </div>
        <div className="sign-in-form">
          <h2>{renewed ? t('renewTitle', { name: renewed.name }) : t(onBack ? 'addTitle' : 'signInTitle')}</h2>
          {locked && <Notice tone="plain" title={t('locked', { name: locked.name })} />}
          <AccountForm key={locked?.id} known={renewed ?? locked} isNew={!renewed} />
        </div>
      </main>
    </div>
  )
}
