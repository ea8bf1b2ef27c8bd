import { type KeyboardEvent as ReactKeyboardEvent, use, useEffect, useRef } from 'react'
import { message } from '../../ui/messages/messages.ts'
import { PaneContext } from '../places/panes/pane.ts'
import type { Keys } from './action.ts'
import { isPressed } from './pressed.ts'
import type { BoundAction } from './useActions.ts'

type Press = KeyboardEvent | ReactKeyboardEvent
type Keyed<Name extends string> = Record<Name, { words: string; keys?: Keys }>

/** Keys do what menus do: those of the page wherever the focus is, in the active pane; those of the rows by the function that is returned. */
export function useActionKeys<Name extends string>(
  actions: Keyed<Name>,
  bound: (name: Name) => BoundAction<Name>,
): (event: ReactKeyboardEvent) => boolean {
  const { isActive } = use(PaneContext)
  const press = (where: 'page' | 'rows', event: Press) => {
    const name = nameOf(where, event, actions)
    const action = name && bound(name)
    if (!action?.isOffered) return false
    // With nothing to send, these are the browser's own: to read the page again, and to walk its parts.
    if (action.why === 'none' && (event.key === 'F5' || event.key === 'F6')) return false
    event.preventDefault()
    if (action.obstacle === undefined) action.run()
    else void message.warning(action.obstacle)
    return true
  }
  const latest = useRef(press)
  useEffect(() => {
    latest.current = press
  })
  useEffect(() => {
    if (!isActive) return
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      latest.current('page', event)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [isActive])
  return (event) => press('rows', event)
}

function nameOf<Name extends string>(where: 'page' | 'rows', event: Press, actions: Keyed<Name>): Name | undefined {
  const names = Object.keys(actions) as Name[]
  const name = names.find((each) => actions[each].keys?.[where]?.some((keys) => isPressed(keys, event)))
  return isField(event.target) && isOfFields(event) ? undefined : name
}

/** In a field the browser takes back what was typed, and ⌘ ↑ goes to its beginning. */
function isOfFields({ key, metaKey }: Press): boolean {
  return key.toLowerCase() === 'z' || (key === 'ArrowUp' && metaKey)
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type="checkbox"]), textarea, select')
}
