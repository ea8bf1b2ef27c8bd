import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { loadPart, PartNotLoaded } from './loadPart.ts'
import { NotLoaded } from './notices/NotLoaded.tsx'

/** Begins the parts anew that did not come; React keeps a load that failed. */
const failed = new Set<() => void>()

function beginAnew(): void {
  for (const begin of failed) begin()
  failed.clear()
}

/** A part of the page whose code is loaded when it is first drawn, inside a `Late`. */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const begin = () =>
    lazy(async () => {
      try {
        return { default: await loadPart(load) }
      } catch (error) {
        failed.add(() => {
          Part = begin()
        })
        throw error
      }
    }) as unknown as ComponentType<P>
  let Part = begin()
  return (props: P) => <Part {...props} />
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

  constructor(props: LateProps) {
    super(props)
    beginAnew()
  }

  readonly again = () => {
    beginAnew()
    this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    const { fallback = null, onClose, isExtra, children } = this.props
    if (!error) return <Suspense fallback={fallback}>{children}</Suspense>
    if (!(error instanceof PartNotLoaded)) throw error
    return isExtra ? fallback : <NotLoaded onAgain={this.again} onClose={onClose} />
  }
}
