import { lazy, Suspense } from 'react'
import { useDrawn } from './drawn.ts'
import { useMessages } from './messages.ts'

const MessageParts = lazy(async () => ({ default: (await import('./MessageParts.tsx')).MessageParts }))

/** Where messages and questions (`messages.ts`) are drawn. */
export function Messages() {
  const isDrawn = useDrawn()
  const isWanted = useMessages((state) => state.isWanted)
  return <Suspense fallback={null}>{(isDrawn || isWanted) && <MessageParts />}</Suspense>
}
