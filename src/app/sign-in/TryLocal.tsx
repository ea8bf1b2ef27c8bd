import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn, withId } from '../session/session.ts'
import { connect } from './connect.ts'
import { LazyProblem } from './LazyProblem.tsx'
import { findLocalOss, type LocalOss } from './localOss.ts'
import { useAttempt } from './useAttempt.ts'

/** One click to the buckets of the local OSS; nothing where the page is served without one. */
export function TryLocal() {
  const { t } = useTranslation('session')
  const [local, setLocal] = useState<LocalOss | null>(null)
  useEffect(() => void findLocalOss().then(setLocal), [])
  const enter = useAttempt((found: LocalOss) => tryLocal(found, t('localAccount')))
  if (!local) return null
  return (
    <div className="try-local">
      <Button
        type="primary"
        size="large"
        icon={<ArrowRightOutlined aria-hidden />}
        iconPlacement="end"
        loading={enter.isPending}
        onClick={() => enter.run(local)}
      >
        {t('try')}
      </Button>
      <p>{t('tryNote')}</p>
      {enter.error && <LazyProblem error={enter.error} />}
    </div>
  )
}

async function tryLocal(found: LocalOss, name: string): Promise<void> {
  const account = await withId({ ...found, name })
  await signIn(await connect(account, new AbortController().signal))
}
