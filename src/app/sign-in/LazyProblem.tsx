import type { ComponentProps } from 'react'
import { Late, late } from '../../ui/late.tsx'

const SignInProblem = late(async () => (await import('./SignInProblem.tsx')).SignInProblem)

/** The words of all errors are loaded with the first one. */
export function LazyProblem(props: ComponentProps<typeof SignInProblem>) {
  return (
    <Late>
      <SignInProblem {...props} />
    </Late>
  )
}
