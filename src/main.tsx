// Before everything that would touch what the browser denies.
import './hosts/page/standIns.ts'
import './hosts/page/trustedTypes.ts'

import { lazy, StrictMode, Suspense, useDeferredValue, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { hashOf, placeOf } from './browser/place.ts'
import { dismissForeignWorkers } from './hosts/page/foreignWorkers.ts'
import { missing } from './hosts/page/standIns.ts'
import { hasWork, setAccounts } from './hosts/page/store.ts'
import { ignoreComposition } from './look/composition.ts'
import { ErrorBoundary } from './look/ErrorBoundary.tsx'
import { Look } from './look/Look.tsx'
import type { Account } from './oss/types.ts'
import { lockWhenIdle } from './session/idle.ts'
import { SignIn } from './session/SignIn.tsx'
import { openSession, useSession } from './session/session.ts'
import { addWords, startWords } from './words/i18n.ts'

const Browser = lazy(loadBrowser)
const MissingNotice = lazy(async () => ({ default: (await import('./look/MissingNotice.tsx')).MissingNotice }))

async function loadBrowser() {
  const [{ Browser }, { browser }, { panel }] = await Promise.all([
    import('./browser/Browser.tsx'),
    import('./words/browser.ts'),
    import('./words/panel.ts'),
  ])
  addWords('browser', browser)
  addWords('panel', panel)
  return { default: Browser }
}

/** The sign-in stays until the browser is loaded: there is no blank page between the two. */
function Ferry() {
  const { status, current, locked, hasDatabase } = useDeferredValue(useSession())
  // On its way while one signs in. What fails here is asked for again, and told, when it is drawn.
  useEffect(() => void loadBrowser().catch(() => {}), [])
  const lacks = hasDatabase || missing.includes('database') ? missing : [...missing, 'database' as const]
  return (
    <Suspense fallback={null}>
      {lacks.length > 0 && <MissingNotice missing={lacks} />}
      {status === 'open' && <Screen current={current} locked={locked[0]} />}
    </Suspense>
  )
}

/** Sign-in or the browser, as the session has it. */
function Screen({ current, locked }: { current: Account | null; locked: Account | undefined }) {
  const [adding, setAdding] = useState<{ beside: Account; renewed: Account | undefined } | null>(null)
  if (!current) return <SignIn locked={locked} />
  if (current === adding?.beside) return <SignIn onBack={() => setAdding(null)} renewed={adding.renewed} />
  return (
    <Browser key={current.id} account={current} onAddAccount={(renewed) => setAdding({ beside: current, renewed })} />
  )
}

useSession.subscribe(({ accounts, current }, before) => {
  if (accounts.length + before.accounts.length > 0) setAccounts(accounts)
  if (current?.id === before.current?.id) return
  // A place of another account means nothing to this one.
  if (before.current) location.hash = hashOf(current?.start ?? null)
  else if (current?.start && !placeOf(location.hash)) location.hash = hashOf(current.start)
})

ignoreComposition()
await dismissForeignWorkers()
await startWords()
await openSession()
lockWhenIdle(hasWork)

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <ErrorBoundary>
      <Look>
        <Ferry />
      </Look>
    </ErrorBoundary>
  </StrictMode>,
)
