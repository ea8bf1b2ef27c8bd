import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explainSignIn } from '../../i18n/explain.ts'
import { OssError } from '../../oss/errors.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

type SignInProblemProps = { error: Error; onAnyway?: () => void }

/** Why an account was not let in, beside the form. Where rules of a bucket may be all that is wrong, what they lack is found out inside. */
export function SignInProblem({ error, onAnyway }: SignInProblemProps) {
  const { t: errors } = useTranslation('errors')
  if (!(error instanceof OssError)) throw error
  const { title, advice } = explainSignIn(error, errors)
  const mayListNothing = error.code === 'AccessDenied' && error.operation === 'ListBuckets'
  return (
    <div ref={show} className="account-problem">
      <Notice tone="danger" title={title}>
        {advice} {mayListNothing && errors('needsStart')}
        {onAnyway && error.code === 'CorsRefused' && (
          <p>
            <Button onClick={onAnyway}>{errors('signInAnyway')}</Button>
          </p>
        )}
      </Notice>
    </div>
  )
}

/** The form is longer than many a window, and it stands at its end. */
function show(problem: HTMLElement | null): void {
  problem?.scrollIntoView({ block: 'nearest' })
}
