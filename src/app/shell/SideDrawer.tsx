import { Drawer } from 'antd'
import type { ReactNode } from 'react'

type SideDrawerProps = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode }

/** The side bar where there is no room beside the listing. A dialog that is only hidden would keep the keys of the page off. */
export function SideDrawer({ title, isOpen, onClose, children }: SideDrawerProps) {
  return (
    <Drawer open={isOpen} onClose={onClose} placement="left" size={280} title={title} destroyOnHidden>
      {children}
    </Drawer>
  )
}
