import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explain } from '../../i18n/explain.ts'
import { isHidden } from '../../oss/direct/hidden.ts'
import { OssError } from '../../oss/errors.ts'
import { asksToPay, lacksRights, rightsOf } from '../../oss/rights.ts'
import { Late, late } from '../late.tsx'
import { PartNotLoaded } from '../loadPart.ts'
import { Notice } from './Notice.tsx'
import { NotLoaded } from './NotLoaded.tsx'

const MissingRights = late(async () => (await import('./MissingRights.tsx')).MissingRights)

type QueryProblemProps = {
  error: Error
  isPartial?: boolean
  onRetry: () => void
  /** What is offered where requesters pay. */
  onPay?: () => void
  /** What is offered where the rules of the bucket keep the page out, or hide what it must see. */
  onCors?: () => void
}

/** Why something could not be read, and a way to try again. */
export function QueryProblem({ error, isPartial = false, onRetry, onPay, onCors }: QueryProblemProps) {
  const { t: errors } = useTranslation('errors')
  const { t: look } = useTranslation('look')
  const { t } = useTranslation('browser')
  if (error instanceof PartNotLoaded) return <NotLoaded onAgain={onRetry} />
  if (!(error instanceof OssError)) throw error
  const { title, advice } = explain(error, errors)
  return (
    <div className="query-problem">
      <Notice tone="danger" title={title} action={<Button onClick={onRetry}>{look('retry')}</Button>}>
        {isPartial && t('stoppedEarly') + t('stop')}
        {advice}
        {onPay && asksToPay(error) && (
          <p>
            <Button onClick={onPay}>{t('place.payer')}</Button>
          </p>
        )}
        {onCors && (error.code === 'CorsRefused' || isHidden(error)) && (
          <p>
            <Button onClick={onCors}>{t('place.corsCheck')}</Button>
          </p>
        )}
        {lacksRights(error) && (
          <Late>
            <MissingRights rights={rightsOf(error)} />
          </Late>
        )}
      </Notice>
    </div>
  )
}
