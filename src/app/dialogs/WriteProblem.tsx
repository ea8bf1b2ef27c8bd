import { useTranslation } from 'react-i18next'
import { CopyError, problemOf } from '../../engine/problem.ts'
import { explain } from '../../i18n/explain.ts'
import { OssError } from '../../oss/errors.ts'
import { lacksRights, rightsOf } from '../../oss/rights.ts'
import { MissingRights } from '../../ui/notices/MissingRights.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'

/** Why a write of a dialog did not happen; nothing where there is no error. */
export function WriteProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation('errors')
  if (!error) return null
  if (!(error instanceof OssError || error instanceof CopyError)) throw error
  const { title, advice } = explain(problemOf(error), t)
  return (
    <Notice tone="danger" title={title}>
      {advice}
      {error instanceof OssError && lacksRights(error) && <MissingRights rights={rightsOf(error)} />}
    </Notice>
  )
}
