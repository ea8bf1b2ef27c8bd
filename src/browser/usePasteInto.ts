import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ref } from '../oss/types.ts'
import { explainRefusal } from '../words/explain.ts'
import { visible } from '../words/visible.ts'
import { addressOf, type Clip, pasteOf } from './clip.ts'
import { useSubmit } from './useSubmit.tsx'
import { useWhat } from './useWhat.ts'

/** Copies or moves into a place as a job, or says why not; tells which. */
export function usePasteInto(): (clip: Clip, target: Ref) => boolean {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const { message } = App.useApp()
  const submit = useSubmit()
  const what = useWhat()
  return useCallback(
    (clip, target) => {
      const { request, problem } = pasteOf(clip, target)
      if (problem) {
        message.warning(explainRefusal(problem, errors).title)
        return false
      }
      const said = { what: what(clip.sources.length, clip.sources[0]?.key ?? ''), place: visible(addressOf(target)) }
      submit(request, t(clip.isCut ? 'movingTo' : 'copyingTo', said))
      return true
    },
    [message, errors, submit, what, t],
  )
}
