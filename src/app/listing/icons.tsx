import type { ReactNode } from 'react'
import { type Kind, kindOf } from './kind.ts'
import './icons.css'

/** On a 20 px grid; the sheet of paper is drawn by `ObjectIcon`. */
const glyphs: Record<Kind, ReactNode> = {
  image: <path d="m6.5 14.5 2.6-3.2 1.7 1.9 1.3-1.4 1.9 2.7h-7.5ZM12.4 9.4a.9.9 0 1 0 0-1.8.9.9 0 0 0 0 1.8Z" />,
  video: <path d="M8.3 9v5l4.2-2.5L8.3 9Z" />,
  audio: <path d="M9 8.6v4.1a1.5 1.5 0 1 0 1 1.4V10l2.6-.6V8l-3.6.6Z" />,
  text: <path d="M7 9.2h6M7 11.6h6M7 14h3.6" className="icon-line" />,
  code: <path d="m8.6 9.6-1.9 2 1.9 2m2.8-4 1.9 2-1.9 2" className="icon-line" />,
  package: <path d="M9.3 4h1.4v1.3H9.3V4Zm0 2.6h1.4v1.3H9.3V6.6Zm0 2.6h1.4v3.2a.7.7 0 1 1-1.4 0V9.2Z" />,
  pdf: <path d="M6.8 14.4c2.4-1 3.6-3.7 3.2-5.4-.3-1-1.4-.4-.8 1.1.6 1.6 2.2 2.9 4 2.7" className="icon-line" />,
  table: <path d="M7 9h6v5H7V9Zm0 2.5h6M10 9v5" className="icon-line" />,
  file: null,
}

export function ObjectIcon({ name }: { name: string }) {
  const kind = kindOf(name)
  return (
    <svg className={`icon icon-${kind}`} viewBox="0 0 20 20" aria-hidden="true">
      <path
        className="icon-sheet"
        d="M5 2.5h6.2L15.5 7v9a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 16V3a.5.5 0 0 1 .5-.5Z"
      />
      <path className="icon-fold" d="M11 2.5V6a1 1 0 0 0 1 1h3.5" />
      <g className="icon-glyph">{glyphs[kind]}</g>
    </svg>
  )
}

export function PrefixIcon() {
  return (
    <svg className="icon icon-prefix" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M2.5 5A1.5 1.5 0 0 1 4 3.5h3.6a1.5 1.5 0 0 1 1.1.5l1 1.1c.3.3.7.4 1.1.4H16A1.5 1.5 0 0 1 17.5 7v7.5A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5V5Z" />
    </svg>
  )
}

export function BucketIcon() {
  return (
    <svg className="icon icon-bucket" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3.2 5.5 4.6 15c.1 1 2.5 2 5.4 2s5.3-1 5.4-2l1.4-9.5" />
      <ellipse cx="10" cy="5.3" rx="6.9" ry="2.3" />
    </svg>
  )
}
