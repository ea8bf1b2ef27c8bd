import { App } from 'antd'
import { lazy, Suspense, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyRequest } from '../../engine/types.ts'
import { formatOssPath } from '../../session/ossPath.ts'
import { visible } from '../../words/visible.ts'
import { useSubmit } from '../useSubmit.tsx'
import { useWhat } from '../useWhat.ts'
import { Ghost } from './Ghost.tsx'
import { useFileDrag } from './useFileDrag.ts'

const FileDrops = lazy(async () => ({ default: (await import('../upload/FileDrops.tsx')).FileDrops }))

/** A drop becomes a job; one that is not possible says why. */
export function Drops() {
  const { t } = useTranslation('browser')
  const { message } = App.useApp()
  const submit = useSubmit()
  const what = useWhat()
  const onDrop = useCallback(
    (request: CopyRequest) => {
      const { sources, target, removeSource } = request
      const place = visible(formatOssPath(target.bucket, target.key))
      const words = { what: what(sources.length, sources[0]?.key ?? ''), place }
      submit(request, t(removeSource ? 'movingTo' : 'copyingTo', words))
    },
    [submit, what, t],
  )
  const onForbidden = useCallback((reason: string) => void message.warning(reason), [message])
  const hasFiles = useFileDrag()
  return (
    <>
      <Ghost onDrop={onDrop} onForbidden={onForbidden} />
      <Suspense fallback={null}>{hasFiles && <FileDrops />}</Suspense>
    </>
  )
}
