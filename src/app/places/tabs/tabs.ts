import { array, exactOptional, maxLength, minLength, object, pipe, regex, string } from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { mergeBy } from '../../../ui/stored.ts'
import { navigate, onHash } from '../usePlace.ts'

/** What a tab shows, as the URL has it: one place or two. */
export type Tab = { id: string; hash: string }
type Tabs = { account?: string; tabs: Tab[]; active: string }

const mostTabs = 1000
const tab = object({ id: string(), hash: pipe(string(), regex(/^(#|$)/)) })
const stored = object({
  account: exactOptional(string()),
  tabs: pipe(array(tab), minLength(1), maxLength(mostTabs)),
  active: string(),
})

/** The tabs of this window: which there are is kept here, what the active one shows is the URL's. Each entry of the history knows its tab. */
export const useTabs = create<Tabs>()(
  persist(() => oneTab(), {
    name: 'ferry.tabs',
    storage: createJSONStorage(() => sessionStorage),
    merge: mergeBy<Tabs>(stored),
  }),
)

onHash(follow)
follow()

/** Places of another account mean nothing to this one. */
export function tabsOf(account: string): void {
  const { account: before } = useTabs.getState()
  if (before !== undefined && before !== account) useTabs.setState(oneTab())
  useTabs.setState({ account })
  follow()
}

/** Beside the active one, and in front of it unless it shall wait behind. */
export function openTab(hash: string, isBehind = false): void {
  const opened = { id: crypto.randomUUID(), hash }
  useTabs.setState(({ tabs, active }) => ({ tabs: tabs.flatMap((tab) => (tab.id === active ? [tab, opened] : [tab])) }))
  if (!isBehind) showTab(opened.id)
}

export function showTab(id: string): void {
  const { tabs, active } = useTabs.getState()
  const tab = tabs.find((each) => each.id === id)
  if (tab && id !== active) navigate(tab.hash, 'push', { tab: id })
}

/** The last one stays. */
export function closeTab(id: string): void {
  const { tabs, active } = useTabs.getState()
  const at = tabs.findIndex((each) => each.id === id)
  const next = tabs[at + 1] ?? tabs[at - 1]
  if (at < 0 || !next) return
  if (id === active) showTab(next.id)
  useTabs.setState({ tabs: tabs.filter((each) => each.id !== id) })
}

/** To stand as number `to`, from 0; what is beyond the ends leaves all as it was. */
export function moveTab(id: string, to: number): void {
  const { tabs } = useTabs.getState()
  const tab = tabs.find((each) => each.id === id)
  if (!tab || tabs[to] === undefined || tabs[to] === tab) return
  useTabs.setState({ tabs: tabs.filter((each) => each !== tab).toSpliced(to, 0, tab) })
}

/** All but one, which shows all buckets. */
export function forgetTabs(): void {
  const { id } = oneTab().tabs[0] as Tab
  useTabs.setState({ tabs: [{ id, hash: '' }], active: id })
}

function oneTab(): Tabs {
  const id = crypto.randomUUID()
  return { tabs: [{ id, hash: location.hash }], active: id }
}

/** The history went to an entry of a tab, or a link or the person changed what the active tab shows. */
function follow(): void {
  const { tabs, active } = useTabs.getState()
  const told = (history.state as { tab?: string } | null)?.tab
  const id = tabs.some((each) => each.id === told) ? (told as string) : active
  if (told !== id) history.replaceState({ tab: id }, '')
  useTabs.setState({ active: id, tabs: tabs.map((tab) => (tab.id === id ? { id, hash: location.hash } : tab)) })
}
