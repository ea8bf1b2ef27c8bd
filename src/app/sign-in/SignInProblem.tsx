import { useTranslation } from 'react-i18next'
import { explainSignIn } from '../../i18n/explain.ts'
import { OssError } from '../../oss/errors.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

/** Why an account was not let in, beside the form. */
export function SignInProblem({ error }: { error: Error }) {
  const { t } = useTranslation('session')
  const { t: errors } = useTranslation('errors')
  if (!(error instanceof OssError)) throw error
  const { title, advice } = explainSignIn(error, errors)
  const mayListNothing = error.code === 'AccessDenied' && error.operation === 'ListBuckets'
  return (
    <Notice tone="danger" title={title}>
      {advice} {mayListNothing && t('needsStart')}
    </Notice>
  )
}
