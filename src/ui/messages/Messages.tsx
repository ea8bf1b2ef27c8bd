import { lazy, Suspense } from 'react'
import { useFirstPainted } from '../firstPaint.ts'
import { useMessages } from './messages.ts'

const MessageParts = lazy(async () => ({ default: (await import('./MessageParts.tsx')).MessageParts }))

/** Where messages and questions (`messages.ts`) are drawn. */
export function Messages() {
  const isDrawn = useFirstPainted()
  const isWanted = useMessages((state) => state.isWanted)
  return <Suspense fallback={null}>{(isDrawn || isWanted) && <MessageParts />}</Suspense>
}
