import { Late, late } from '../../ui/late.tsx'
import type { IconName } from './icons.tsx'

const IconOf = late(async () => (await import('./icons.tsx')).IconOf)

/** An action's picture; its room is kept until the pictures are there. They carry English names. */
export function ActionIcon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <span className={`action-icon ${className}`} aria-hidden>
      <Late isExtra>
        <IconOf name={name} />
      </Late>
    </span>
  )
}
