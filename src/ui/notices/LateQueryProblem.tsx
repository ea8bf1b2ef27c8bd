import type { ComponentProps } from 'react'
import { Late, late } from '../late.tsx'

const QueryProblem = late(async () => (await import('./QueryProblem.tsx')).QueryProblem)

/** Where the first rows would stand: the words of all errors are loaded behind them, or with the first error. */
export function LateQueryProblem(props: ComponentProps<typeof QueryProblem>) {
  return (
    <Late>
      <QueryProblem {...props} />
    </Late>
  )
}
