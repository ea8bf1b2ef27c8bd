import { useState } from 'react'

/** Something that is tried once at a time, and may fail in words. */
export function useAttempt<Given>(attempt: (given: Given) => Promise<void>) {
  const [state, setState] = useState<{ isPending: boolean; error?: Error }>({ isPending: false })
  const run = (given: Given) => {
    setState({ isPending: true })
    attempt(given).then(
      () => setState({ isPending: false }),
      (error: Error) => setState({ isPending: false, error }),
    )
  }
  return { ...state, run }
}
