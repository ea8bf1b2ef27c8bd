import { App } from 'antd'
import { type ClipboardEvent, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { formatOssPath } from '../session/ossPath.ts'
import { explainRefusal } from '../words/explain.ts'
import { visible } from '../words/visible.ts'
import { forgetCut, pasteOf, readClip, writeClip } from './clip.ts'
import { type Home, refsOf } from './requests.ts'
import type { Row } from './rows.ts'
import { useSubmit } from './useSubmit.tsx'
import { useWhat } from './useWhat.ts'

/** Copy, cut and paste of the rows, by the browser's own events: they need no permission and carry more than text. */
export function useClipboard({ selected, home, prefix }: { selected: readonly Row[]; home: Home; prefix: string }) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const { message } = App.useApp()
  const submit = useSubmit()
  const what = useWhat()
  const take = (event: ClipboardEvent, isCut: boolean) => {
    if (selected.length === 0 || isField(event.target)) return
    event.preventDefault()
    writeClip(event.clipboardData, { sources: refsOf(home, selected), isCut })
    message.info(t(isCut ? 'cutDone' : 'copyDone', { what: what(selected.length, selected[0]?.key ?? '') }))
  }
  const paste = useCallback(
    (event: ClipboardEvent) => {
      const clip = isField(event.target) ? undefined : readClip(event.clipboardData)
      if (!clip) return
      event.preventDefault()
      const { request, problem } = pasteOf(clip, { ...home, key: prefix })
      if (problem) return void message.warning(explainRefusal(problem, errors).title)
      const said = {
        what: what(clip.sources.length, clip.sources[0]?.key ?? ''),
        place: visible(formatOssPath(home.bucket, prefix)),
      }
      submit(request, t(clip.isCut ? 'movingTo' : 'copyingTo', said))
      if (clip.isCut) forgetCut()
    },
    [home, prefix, message, errors, submit, what, t],
  )
  return {
    onCopy: (event: ClipboardEvent) => take(event, false),
    onCut: (event: ClipboardEvent) => take(event, true),
    onPaste: paste,
  }
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
