import { lazy, Suspense } from 'react'
import type { IconName } from './icons.tsx'

const IconOf = lazy(async () => ({ default: (await import('./icons.tsx')).IconOf }))

/** An action's picture; its room is kept until the pictures are there. They carry English names. */
export function ActionIcon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <span className={`action-icon ${className}`} aria-hidden>
      <Suspense fallback={null}>
        <IconOf name={name} />
      </Suspense>
    </span>
  )
}
