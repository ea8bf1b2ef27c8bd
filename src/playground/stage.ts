import { QueryClient } from '@tanstack/react-query'
import { useDetails } from '../app/details/detailsStore.ts'
import { usePanelState } from '../app/jobs-panel/panelState.ts'
import { viewOf } from '../app/listing/view.ts'
import { useMeasures } from '../app/measure/measures.ts'
import { useAddress } from '../app/places/AddressField.tsx'
import { useBucketView } from '../app/places/buckets/bucketView.ts'
import { hashOf } from '../app/places/place.ts'
import { usePlaces } from '../app/places/places.ts'
import { forgetTabs } from '../app/places/tabs/tabs.ts'
import { navigate } from '../app/places/usePlace.ts'
import { useRuleFiles } from '../app/rules/ruleFiles.ts'
import { useSession } from '../app/session/session.ts'
import { useOffered } from '../app/sign-in/offered.ts'
import { useJobs } from '../hosts/page/views.ts'
import { resetStorage } from './isolation.ts'
import type { State } from './part.ts'
import { wire } from './wire.ts'
import { me } from './world/accounts.ts'
import { emptyJournal } from './world/jobs.ts'

const stores = [
  useJobs,
  usePanelState,
  useDetails,
  useMeasures,
  useAddress,
  useBucketView,
  usePlaces,
  useRuleFiles,
  viewOf(0),
] as const

/** Makes the world new, and as the state wants it. */
export async function prepare(state: State): Promise<QueryClient> {
  resetStorage()
  for (const { setState, getInitialState } of stores)
    (setState as (to: unknown, all: true) => void)(getInitialState(), true)
  useSession.setState({ status: 'open', current: me, accounts: [me], locked: [] })
  useOffered.setState(useOffered.getInitialState(), true)
  wire.oss = undefined
  wire.local = undefined
  // As in a new tab, and come from nowhere.
  navigate('#/nowhere/', 'replace')
  forgetTabs()
  navigate(hashOf(state.at ?? null), 'replace')
  await emptyJournal()
  const client = newClient()
  await state.lay?.(client)
  return client
}

/** What failed stays so until somebody asks again. */
function newClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retryOnMount: false } } })
}
