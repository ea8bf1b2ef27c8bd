import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { UploadRequest } from '../../engine/types.ts'
import { type ChosenSources, keepChosen } from '../../hosts/page/chosen.ts'
import { sourcesOf } from '../../hosts/page/sourceNames.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import type { Ref } from '../../oss/types.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { useSubmit } from '../requests/useSubmit.ts'

type Choice = Pick<UploadRequest, 'conflict' | 'review'>

/** Makes a job of what was chosen on this computer. */
export function useUpload(): (chosen: ChosenSources, target: Ref, choice: Choice) => Promise<void> {
  const { t } = useTranslation('browser')
  const submit = useSubmit()
  const what = useWhat({ quoted: true })
  return useCallback(
    async (chosen, target, choice) => {
      const id = crypto.randomUUID()
      const sources = await sourcesOf(chosen)
      await keepChosen(id, chosen)
      const place = visible(formatOssPath(target.bucket, target.key))
      const said = t('uploadingTo', { what: what(sources.length, sources[0]?.key ?? ''), place })
      submit({ do: 'upload', sources, target, ...choice }, said, id)
    },
    [submit, what, t],
  )
}
