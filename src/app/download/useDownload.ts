import { useTranslation } from 'react-i18next'
import { localRef } from '../../engine/localFiles.ts'
import { countOf } from '../../engine/scope/scope.ts'
import type { DownloadRequest, Source } from '../../engine/types.ts'
import { keepChosen, type Place } from '../../hosts/page/chosen.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import { useSubmit } from '../requests/useSubmit.ts'

type Choice = Pick<DownloadRequest, 'conflict' | 'review'>

/** Makes a job of a download to the folder, file or zip that was chosen. */
export function useDownload(): (sources: Source[], chosen: Place, choice: Choice) => Promise<void> {
  const { t } = useTranslation('browser')
  const submit = useSubmit()
  const what = useWhat({ quoted: true })
  return async (sources, chosen, choice) => {
    const id = crypto.randomUUID()
    await keepChosen(id, chosen)
    const name = chosen.is === 'kept' ? chosen.name : chosen.handle.name
    const into = chosen.is === 'kept' ? ({ into: 'zip', kept: true } as const) : { into: chosen.is }
    const target = chosen.is === 'folder' ? localRef('', name) : localRef(chosen.is === 'file' ? name : '', name)
    const said = t('downloadingTo', { what: what(countOf(sources), sources[0]?.key ?? ''), place: visible(name) })
    submit({ do: 'download', sources, target, ...into, ...choice }, said, id)
  }
}
