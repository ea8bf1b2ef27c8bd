import { lazy, Suspense } from 'react'

const SignInProblem = lazy(async () => ({ default: (await import('./SignInProblem.tsx')).SignInProblem }))

/** The words of all errors are loaded with the first one. */
export function LazyProblem({ error }: { error: Error }) {
  return (
    <Suspense fallback={null}>
      <SignInProblem error={error} />
    </Suspense>
  )
}
