import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../i18n/format.ts'
import { useDark } from '../../../ui/theme/mode.ts'
import type { Parts } from './PartsOf.tsx'
import { columnsIn, paintParts, partAt, rowsIn } from './paintParts.ts'
import { countParts, markAt } from './parts.ts'
import { usePartText } from './usePartText.ts'

type PartCanvasProps = { parts: Parts; size: number }

/** Thousands of parts as one picture; what it shows is also said in words, and each part by the pointer. */
export function PartCanvas({ parts, size }: PartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = useWidth(canvas)
  const dark = useDark()
  const textOf = usePartText(parts, size)
  const label = useSummary(parts.states)
  const { states } = parts
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which `dark` changes
  useEffect(() => {
    if (canvas.current && width > 0) paintParts(canvas.current, states, width)
  }, [states, width, dark])
  const onPointerMove = ({ currentTarget, nativeEvent }: PointerEvent<HTMLCanvasElement>) => {
    const index = partAt(nativeEvent, columnsIn(width))
    currentTarget.title = index < states.length ? textOf(index, markAt(states, index)) : ''
  }
  const height = rowsIn(states.length, width)
  return (
    <canvas
      ref={canvas}
      className="parts-canvas"
      role="img"
      aria-label={label}
      style={{ height }}
      onPointerMove={onPointerMove}
    />
  )
}

function useSummary(states: string): string {
  const { t, i18n } = useTranslation('panel')
  const { all, ...counts } = countParts(states)
  const said = Object.entries({ ...counts, objects: all }).map(([name, count]) => [
    name,
    formatCount(count, i18n.language),
  ])
  return t('parts.summary', Object.fromEntries(said))
}

function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
