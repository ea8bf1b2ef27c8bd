import { useEffect, useState } from 'react'

/** ms without a key, after which one has finished typing. */
const pause = 700

/**
 * The address of a destination. What is wrong with it is said when one has finished: after a pause, when one leaves the field or wants to go
 * on. It begins with the place of the sources, which is no destination yet.
 */
export function useDestination(first: string) {
  const [address, setAddress] = useState(first)
  const [state, setState] = useState<'untouched' | 'typing' | 'typed' | 'picked'>('untouched')
  useEffect(() => {
    if (state !== 'typing' || address === '') return
    const timer = setTimeout(() => setState('typed'), pause)
    return () => clearTimeout(timer)
  }, [state, address])
  const change = (next: typeof state) => (text: string) => {
    setAddress(text)
    setState(next)
  }
  return {
    address,
    isTyped: state === 'typing' || state === 'typed',
    isSettled: state === 'typed' || state === 'picked',
    type: change('typing'),
    pick: change('picked'),
    reset: change('untouched'),
    settle: () => setState((now) => (now === 'picked' ? now : 'typed')),
  }
}
