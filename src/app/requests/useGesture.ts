import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { countOf } from '../../engine/scope/scope.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import { loadPart } from '../../ui/loadPart.ts'
import { message } from '../../ui/messages/messages.ts'
import { formatOssPath } from '../address/ossPath.ts'
import type { CheckedRequest } from './requests.ts'
import { useSubmit } from './useSubmit.ts'

// The first rows do without.
const loadWords = () => import('../../i18n/explain.ts')

/** Makes a drop, a paste or F5 and F6 a job, or says why not; tells which. */
export function useGesture(): (drop: CheckedRequest) => boolean {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const submit = useSubmit()
  const what = useWhat({ quoted: true })
  return useCallback(
    ({ request, problem }) => {
      if (problem) {
        void loadPart(loadWords).then(({ explainRefusal }) => message.warning(explainRefusal(problem, errors).title))
        return false
      }
      const { sources, target, removeSource } = request
      const place = visible(formatOssPath(target.bucket, target.key))
      const said = { what: what(countOf(sources), sources[0]?.key ?? ''), place }
      submit(request, t(removeSource ? 'movingTo' : 'copyingTo', said))
      return true
    },
    [errors, submit, what, t],
  )
}
