// Before everything that would touch what the browser denies.
import './hosts/page/fallbacks.ts'
import './hosts/page/trustedTypes.ts'

import i18next from 'i18next'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { hashOf, placeOf } from './app/places/place.ts'
import { lockWhenIdle } from './app/session/idle.ts'
import { openSession, useSession } from './app/session/session.ts'
import { SignIn } from './app/sign-in/SignIn.tsx'
import { missingFeatures } from './hosts/page/fallbacks.ts'
import { dismissForeignWorkers } from './hosts/page/foreignWorkers.ts'
import { hasWork, setAccounts, startWorker } from './hosts/page/store.ts'
import { startWords } from './i18n/i18n.ts'
import type { Account } from './oss/types.ts'
import { whenFirstPainted } from './ui/firstPaint.ts'
import { ignoreComposition } from './ui/keyboard/composition.ts'
import { Late, late } from './ui/late.tsx'
import { tellNotLoaded } from './ui/loadPart.ts'
import { message } from './ui/messages/messages.ts'
import { ErrorBoundary } from './ui/notices/ErrorBoundary.tsx'
import { ThemeProvider } from './ui/theme/ThemeProvider.tsx'

const Shell = late(async () => (await import('./app/shell/Shell.tsx')).Shell)
const MissingNotice = late(async () => (await import('./ui/notices/MissingNotice.tsx')).MissingNotice)

function Ferry() {
  const { status, current, accounts, locked, hasDatabase } = useSession()
  const lacks =
    hasDatabase || missingFeatures.includes('database') ? missingFeatures : [...missingFeatures, 'database' as const]
  return (
    <Late>
      {lacks.length > 0 && <MissingNotice missing={lacks} />}
      {status === 'open' && <Screen current={current} accounts={accounts} locked={locked[0]} />}
    </Late>
  )
}

type ScreenProps = { current: Account | null; accounts: Account[]; locked: Account | undefined }

/** Sign-in or the browser, as the session has it. */
function Screen({ current, accounts, locked }: ScreenProps) {
  const [adding, setAdding] = useState<{ beside: Account[]; renewed: Account | undefined } | null>(null)
  const isSignInShown = useSignInShown(current)
  if (!current || isSignInShown) return <SignIn locked={locked} />
  if (accounts === adding?.beside) return <SignIn onBack={() => setAdding(null)} renewed={adding.renewed} />
  return (
    <Shell key={current.id} account={current} onAddAccount={(renewed) => setAdding({ beside: accounts, renewed })} />
  )
}

/** The browser is on its way while one signs in, and the sign-in stays until it is there: no blank page comes between the two. */
function useSignInShown(current: Account | null): boolean {
  const [isShown, setShown] = useState(current === null)
  useEffect(() => {
    const end = () => setShown(false)
    // What fails here is asked for again, and told, when it is drawn.
    void Shell.load().then(end, end)
  }, [])
  return isShown
}

useSession.subscribe(({ accounts, current }, before) => {
  if (accounts.length + before.accounts.length > 0) setAccounts(accounts)
  // The engine is not needed to see what is there.
  if (accounts.length > 0) void whenFirstPainted().then(startWorker)
  if (current?.id === before.current?.id) return
  // A place of another account means nothing to this one.
  if (before.current) location.hash = hashOf(current?.start ?? null)
  else if (current?.start && !placeOf(location.hash)) location.hash = hashOf(current.start)
})

async function start() {
  ignoreComposition()
  await dismissForeignWorkers()
  await startWords()
  await openSession()
  lockWhenIdle(hasWork)
  tellNotLoaded(() => message.error(i18next.t('look:notLoaded.told')))

  createRoot(document.getElementById('root') ?? document.body).render(
    <StrictMode>
      <ErrorBoundary>
        <ThemeProvider>
          <Ferry />
        </ThemeProvider>
      </ErrorBoundary>
    </StrictMode>,
  )
}

void start()
