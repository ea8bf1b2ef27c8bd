import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { AccountContext } from '../app/places/account.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { Messages } from '../ui/messages/Messages.tsx'
import { ErrorBoundary } from '../ui/notices/ErrorBoundary.tsx'
import { useMode } from '../ui/theme/mode.ts'
import { Bar } from './Bar.tsx'
import { type Choice, choiceIn } from './choice.ts'
import type { Part, State } from './part.ts'
import { parts } from './parts.ts'
import { prepare } from './stage.ts'
import { whenSettled } from './whenSettled.ts'
import { me } from './world/accounts.ts'
import './playground.css'

/** For whoever walks through all of them. */
const all = Object.entries(parts).map(([name, { states }]) => [name, Object.keys(states)] as const)
Object.assign(globalThis, { parts: Object.fromEntries(all) })

function onMove(listener: () => void): () => void {
  addEventListener('popstate', listener)
  return () => removeEventListener('popstate', listener)
}

/** Each part of the screen in each of its states, one at a time, as the address says. */
export function Playground() {
  const search = useSyncExternalStore(onMove, () => location.search)
  const choice = choiceIn(search)
  const part = parts[choice.part] as Part
  return (
    <>
      {!choice.isBare && <Bar choice={choice} />}
      <ErrorBoundary key={search}>
        <Stage choice={choice} frame={part.frame} state={part.states[choice.state] as State} />
      </ErrorBoundary>
    </>
  )
}

/** `data-ready` of the page tells what stands still on it now, and `data-stage` what was asked for. */
function Stage({ choice, frame, state }: { choice: Choice; frame: Part['frame']; state: State }) {
  const [client, setClient] = useState<QueryClient>()
  const [failure, setFailure] = useState<Error>()
  const { language, theme } = choice
  useEffect(() => {
    const told = document.documentElement.dataset
    const stop = new AbortController()
    delete told.ready
    const show = async () => {
      await setLanguage(language)
      useMode.getState().setMode(theme)
      const laid = await prepare(state)
      if (stop.signal.aborted) return
      setClient(laid)
      await state.hand?.()
      await whenSettled()
      if (!stop.signal.aborted) told.ready = location.search
    }
    show().catch((error) => !stop.signal.aborted && setFailure(error))
    return () => stop.abort()
  }, [state, language, theme])
  if (failure) throw failure
  if (!client) return null
  return (
    <QueryClientProvider client={client}>
      <AccountContext value={me}>
        <div className={`stage stage-${frame}`}>{state.draw()}</div>
        <Messages />
      </AccountContext>
    </QueryClientProvider>
  )
}
