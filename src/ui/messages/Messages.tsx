import { useFirstPainted } from '../firstPaint.ts'
import { Late, late } from '../late.tsx'
import { useMessages } from './messages.ts'

const MessageParts = late(async () => (await import('./MessageParts.tsx')).MessageParts)

/** Where messages and questions (`messages.ts`) are drawn. */
export function Messages() {
  const isDrawn = useFirstPainted()
  const isWanted = useMessages((state) => state.isWanted)
  return <Late isExtra>{(isDrawn || isWanted) && <MessageParts />}</Late>
}
