import type { Group, JobView } from '../../../engine/jobs/types.ts'
import { Late, late } from '../../../ui/late.tsx'
import { OfferRelay } from './OfferRelay.tsx'

const OfferRestore = late(async () => (await import('./OfferRestore.tsx')).OfferRestore)

/** What can be done about a refusal from here. */
export function Remedy({ view, refusal }: { view: JobView; refusal: Group }) {
  const { do: verb } = view.request
  const canWait = view.phase === 'review' || view.phase === 'finished'
  if (refusal === 'appendable' && canWait && verb === 'copy') return <OfferRelay view={view} />
  if (refusal !== 'archived' || !canWait || (verb !== 'copy' && verb !== 'change')) return null
  return (
    <Late>
      <OfferRestore view={view} />
    </Late>
  )
}
