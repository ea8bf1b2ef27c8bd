import { useQuery } from '@tanstack/react-query'
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { parentOf } from '../../engine/keys.ts'
import type { Source } from '../../engine/types.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import type { Account } from '../../oss/types.ts'
import { message } from '../../ui/messages/messages.ts'
import { keyName } from '../actions/keys.ts'
import type { Row } from '../listing/rows.ts'
import { bucketsQuery } from '../queries/queries.ts'
import { type BucketRef, bucketRefOf } from '../requests/requests.ts'
import { useGesture } from '../requests/useGesture.ts'
import { clipOfText, clipStoredAs, forgetCut, pasteRequest, readClip, useCut, writeClip } from './clip.ts'

type Hands = { account: Account; selected: readonly Row[]; sources: () => Source[]; home: BucketRef; prefix: string }

// Another tab has pasted what was cut here, or holds something else now.
addEventListener('storage', ({ key }) => key === clipStoredAs && useCut.setState({ cut: new Set() }, true))

/**
 * Copy, cut and paste of the rows, by the browser's own events: they need no permission and carry more than text. The menu asks the
 * browser for the same events; only for pasting there is none, so it reads the clipboard's text.
 */
export function useClipboard({ account, selected, sources, home, prefix }: Hands) {
  const { t } = useTranslation('browser')
  const submit = useGesture()
  const what = useWhat({ quoted: true })
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  const here = { ...home, key: prefix }
  const homeOfBucket = (name: string) => {
    const bucket = name === home.bucket ? { name, region: home.region } : buckets.find((each) => each.name === name)
    return bucket && bucketRefOf(account, bucket)
  }
  const take = (event: ClipboardEvent, isCut: boolean) => {
    if (selected.length === 0 || isField(event.target)) return
    event.preventDefault()
    writeClip(event.clipboardData, { sources: sources(), isCut })
    message.info(t(isCut ? 'cutDone' : 'copyDone', { what: what(selected.length, selected[0]?.key ?? '') }))
  }
  const put = (clip: ReturnType<typeof clipOfText>) => {
    if (clip && submit(pasteRequest(clip, here)) && clip.isCut) forgetCut()
    return clip !== undefined
  }
  const readText = async () => {
    try {
      const text = await navigator.clipboard.readText()
      if (!put(clipOfText(text, homeOfBucket))) message.warning(t('nothingToPaste'))
    } catch {
      message.warning(t('pasteByKey', { key: keyName('Ctrl V') }))
    }
  }
  return {
    events: {
      onCopy: (event: ClipboardEvent) => take(event, false),
      onCut: (event: ClipboardEvent) => take(event, true),
      onPaste: (event: ClipboardEvent) => {
        if (isField(event.target)) return
        const clip = readClip(event.clipboardData, homeOfBucket)
        if (clip === 'strangersCut') message.warning(t('strangersCut'))
        else if (put(clip)) event.preventDefault()
      },
    },
    paste: () => void readText(),
    duplicate: () => {
      const key = parentOf(selected[0]?.key ?? '')
      submit(pasteRequest({ sources: sources(), isCut: false }, { ...home, key }))
    },
  }
}

/** By the browser's own command, whose event comes to where the focus is. */
export function execClipboardCommand(command: 'copy' | 'cut', rows: HTMLElement | null): void {
  rows?.focus({ preventScroll: true })
  document.execCommand(command)
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
