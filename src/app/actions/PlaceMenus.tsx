import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, use, useRef, useState } from 'react'
import type { Account } from '../../oss/types.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { useDropBucket } from '../buckets/useDropBucket.ts'
import { useCopyAddress } from '../clipboard/useCopyAddress.ts'
import { type PlaceDialogName, type PlaceDialogProps, PlaceDialogs } from '../listing/PlaceDialogs.tsx'
import { accountNamed } from '../places/account.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { type Place, panesOf } from '../places/place.ts'
import { useTabs } from '../places/tabs/tabs.ts'
import { placeLinks } from '../places/useLinks.ts'
import { bucketsQuery } from '../queries/queries.ts'
import { bucketRefIn } from '../requests/requests.ts'
import type { ActionContext } from './action.ts'
import { placeMenu, tabMenu, useMenu } from './menus.ts'
import { usePlaceActions } from './useActions.ts'

type PlaceMenusProps = { className: string; children: ReactNode }
type Open = Omit<PlaceDialogProps, 'onClose'> & { name: PlaceDialogName }

/** A right click on whatever leads to a place, a bucket, a level of the path, a line of the side bar or a tab, says what can be done there. */
export function PlaceMenus({ className, children }: PlaceMenusProps) {
  const client = useQueryClient()
  const [open, setOpen] = useState<Open>()
  const { otherPlace } = use(PaneContext)
  const bind = usePlaceActions()
  const draw = useMenu()
  const copyAddresses = useCopyAddress()
  const dropBucket = useDropBucket()
  const opener = useRef<Element>(null)
  const keepFocus = (isOpen: boolean) => {
    if (isOpen) opener.current = document.activeElement
    else if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
  }
  const menuFor = (target: Element) => {
    const meant = placeUnder(target)
    if (!meant) return undefined
    const { account, place, tab } = meant
    const buckets = client.getQueryData(bucketsQuery(account).queryKey) ?? []
    const home = bucketRefIn(account, buckets, place)
    const at: ActionContext = {
      account,
      home,
      place,
      rows: [],
      pane: undefined,
      otherPlace,
      ...(tab !== undefined && { tab }),
    }
    const openHere = (name: PlaceDialogName) => setOpen({ name, account, home, prefix: place.prefix })
    return draw(tab === undefined ? placeMenu : tabMenu, bind(at, { openHere, copyAddresses, dropBucket }))
  }
  return (
    <>
      <ContextMenu className={className} menuClassName="row-menu" menuFor={menuFor} onOpenChange={keepFocus}>
        {children}
      </ContextMenu>
      {open && <PlaceDialogs {...open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** The link itself, or that of the line of the tree that has the focus. */
function linkUnder(target: Element): Element | null | undefined {
  return target.closest(placeLinks) ?? target.closest('[role="treeitem"]')?.querySelector(placeLinks)
}

/** By the address of the link, or by the tab. Rows have a menu of their own. */
function placeUnder(target: Element): { account: Account; place: Place; tab?: string } | undefined {
  const tab = target.closest<HTMLElement>('[data-tab]')?.dataset.tab
  const hash = tab
    ? useTabs.getState().tabs.find(({ id }) => id === tab)?.hash
    : linkUnder(target)?.getAttribute('href')
  if (!hash || target.closest('[role="grid"]')) return undefined
  const { places, active, accounts } = panesOf(hash)
  const [place, account] = [places[active], accountNamed(accounts?.[active])]
  return place && account ? { account, place, ...(tab !== undefined && { tab }) } : undefined
}
