import { Dropdown, type MenuProps } from 'antd'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'

type ContextMenuProps = {
  /** What can be done about the element that was pointed at, or that had the focus when its key was pressed; undefined leaves it to the browser's own menu. */
  menuFor: (target: Element, isByKey: boolean) => MenuProps | undefined
  /** Of the element that is right-clicked, and of the menu. */
  className: string
  menuClassName: string
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}

/** Moves into the window where flipping would not bring it in. */
const overflow = { adjustX: 1, adjustY: 1, shiftX: true, shiftY: true } as const
/** At the pointer: the distance that antd keeps is lost again as the menu moves in, which ends just outside the window. */
const atPointer = { offset: [0, 0] }

/**
 * A menu that opens where its children were right-clicked, and stays there until something is chosen or clicked.
 * antd's own `contextMenu` trigger closes at any scroll, also one that was under way before the click or that the focus of
 * the first entry causes: the menu would vanish under the pointer.
 */
export function ContextMenu({ menuFor, className, menuClassName, onOpenChange, children }: ContextMenuProps) {
  const [about, setAbout] = useState<{ target: Element; isByKey: boolean }>()
  const menu = about && menuFor(about.target, about.isByKey)
  const [point, setPoint] = useState({ left: 0, top: 0 })
  const change = (next: boolean) => {
    if (!next) setAbout(undefined)
    onOpenChange(next)
  }
  const openAt = (event: MouseEvent) => {
    const isByKey = event.button !== 2
    if (!(event.target instanceof Element) || !menuFor(event.target, isByKey)) return
    event.preventDefault()
    setAbout({ target: event.target, isByKey })
    setPoint({ left: event.clientX, top: event.clientY })
    change(true)
  }
  // In the body: a query container may be the frame of what is fixed inside it. A submenu under the pointer would outlive a menu that is only hidden.
  const anchored = (
    <Dropdown
      autoFocus
      destroyOnHidden
      trigger={['click']}
      open={menu !== undefined}
      onOpenChange={change}
      autoAdjustOverflow={overflow}
      align={atPointer}
      classNames={{ root: menuClassName }}
      menu={menu ?? {}}
    >
      <span className="context-menu-anchor" style={point} />
    </Dropdown>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus and the keys, the one for menus included */}
      <div className={className} onContextMenu={openAt}>
        {children}
      </div>
      {createPortal(anchored, document.body)}
    </>
  )
}
