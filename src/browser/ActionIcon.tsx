import { lazy, Suspense } from 'react'

const IconOf = lazy(async () => ({ default: (await import('./actionIcons.tsx')).IconOf }))

/** An action's picture; its room is kept until the pictures are there. They carry English names. */
export function ActionIcon({ name, className = '' }: { name: string; className?: string }) {
  return (
    <span className={`action-icon ${className}`} aria-hidden>
      <Suspense fallback={null}>
        <IconOf name={name} />
      </Suspense>
    </span>
  )
}
