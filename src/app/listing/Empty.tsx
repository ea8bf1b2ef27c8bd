import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { BoundAction } from '../actions/useActions.ts'
import { useIdleFocus } from '../places/panes/useIdleFocus.ts'

type EmptyProps = { onKey: (event: KeyboardEvent) => void; upload: BoundAction; ref: Ref<HTMLDivElement> }

export function Empty({ onKey, upload, ref: outer }: EmptyProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLDivElement>(null)
  useIdleFocus(ref)
  useImperativeHandle(outer, () => ref.current as HTMLDivElement)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holds the focus in the place of the rows
    <div ref={ref} className="empty" tabIndex={-1} onKeyDown={onKey}>
      <svg viewBox="0 0 120 72" aria-hidden="true">
        <path d="M8 54c9 0 9 6 18 6s9-6 18-6 9 6 18 6 9-6 18-6 9 6 18 6 9-6 14-6" />
        <path className="empty-boat" d="M28 40h64l-7 10a6 6 0 0 1-5 3H40a6 6 0 0 1-5-3l-7-10Z" />
        <path d="M40 34V20h18v14m6 0V26h14v8" />
      </svg>
      <strong>{t('empty')}</strong>
      <p>{t('emptyHint')}</p>
      <ActionButton obstacle={upload.obstacle} onClick={upload.run}>
        {t('place.upload')}
      </ActionButton>
    </div>
  )
}
