import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

type Tab = { name: string; label: string; content: ReactNode }

/** Tabs that wrap where it is narrow, so that each stays in reach. Left and right go from one to the next; what was typed in one stays. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const id = useId()
  const [open, setOpen] = useState(tabs[0]?.name ?? '')
  const turn = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    const index = tabs.findIndex(({ name }) => name === open)
    const next = tabs[(index + by + tabs.length) % tabs.length]
    if (!next) return
    setOpen(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} onKeyDown={turn}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            id={`${id}-${tab.name}`}
            type="button"
            role="tab"
            aria-selected={tab.name === open}
            aria-controls={`${id}-${tab.name}-panel`}
            tabIndex={tab.name === open ? 0 : -1}
            onClick={() => setOpen(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          hidden={name !== open}
        >
          {content}
        </div>
      ))}
    </>
  )
}
