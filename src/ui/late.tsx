import { Component, type ComponentType, createContext, type ReactNode, use, useEffect, useState } from 'react'
import { loadPart, PartNotLoaded } from './loadPart.ts'
import { NotLoaded } from './notices/NotLoaded.tsx'

const FallbackContext = createContext<ReactNode>(null)

/** A part whose code comes late. `load`: fetches it beforehand, and then it is drawn at once. @throws PartNotLoaded */
type LatePart<P> = ComponentType<P> & { load: () => Promise<void> }

/**
 * A part of the page whose code is loaded when it is first drawn, inside a `Late`. Not by Suspense: React keeps what comes within 300 ms of
 * a fallback back until these are over, and a dialog is there in 100.
 */
export function late<P extends object>(find: () => Promise<ComponentType<P>>): LatePart<P> {
  let Part: ComponentType<P> | undefined
  const load = async () => {
    Part = await loadPart(find)
  }
  function Drawn(props: P) {
    const fallback = use(FallbackContext)
    const [outcome, setOutcome] = useState<{ error?: unknown }>()
    useEffect(() => {
      if (Part) return
      void load().then(
        () => setOutcome({}),
        (error: unknown) => setOutcome({ error }),
      )
    }, [])
    if (outcome?.error) throw outcome.error
    return Part ? <Part {...props} /> : fallback
  }
  return Object.assign(Drawn, { load })
}

type LateProps = {
  /** Until the code is there. */
  fallback?: ReactNode
  /** Of a dialog: closes it. */
  onClose?: () => void
  /** Without it nothing is missed: a picture, say. It is not told that it did not come. */
  isExtra?: boolean
  children: ReactNode
}

/** Where late parts are drawn. Of what does not come it says so, and asks for it again when the person wants. */
export class Late extends Component<LateProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  readonly again = () => this.setState({ error: null })

  override render() {
    const { error } = this.state
    const { fallback = null, onClose, isExtra, children } = this.props
    if (!error) return <FallbackContext value={fallback}>{children}</FallbackContext>
    if (!(error instanceof PartNotLoaded)) throw error
    return isExtra ? fallback : <NotLoaded onAgain={this.again} onClose={onClose} />
  }
}
