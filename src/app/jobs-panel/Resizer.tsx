import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { leastHeight, mostHeight } from './usePanelHeight.ts'

type ResizerProps = { height: number; onChange: (height: number) => void }

const keySteps: Record<string, number> = { ArrowUp: 24, ArrowDown: -24, PageUp: 120, PageDown: -120 }

/** The upper edge of the panel: dragged, or moved by the arrow keys. */
export function Resizer({ height, onChange }: ResizerProps) {
  const { t } = useTranslation('panel')
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keySteps[event.key]
    if (step === undefined) return
    event.preventDefault()
    onChange(height + step)
  }
  const onPointerDown = ({ currentTarget, pointerId }: PointerEvent) => currentTarget.setPointerCapture(pointerId)
  const onPointerMove = ({ currentTarget, pointerId, movementY }: PointerEvent) => {
    if (currentTarget.hasPointerCapture(pointerId)) onChange(height - movementY)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget; <hr> is not
    <div
      className="panel-resizer"
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('resize')}
      aria-valuenow={height}
      aria-valuemin={leastHeight}
      aria-valuemax={mostHeight()}
      aria-controls="panel-body"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    />
  )
}
