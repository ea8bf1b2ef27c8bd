import { useEffect } from 'react'
import type { JobView } from '../../engine/jobs/types.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { accountsOf } from '../requests/requests.ts'
import { useSession } from '../session/session.ts'
import { forgetDenials, noteRights } from './denials.ts'

/** What jobs are refused while somebody looks; what the journal has of earlier ones may be long over, and so may what is tried again. */
export function useDenialsOfJobs(): void {
  useEffect(
    () =>
      useJobs.subscribe(({ views }, { views: before }) => {
        const known = new Map(before.map((view) => [view.id, view]))
        for (const view of views) {
          const old = known.get(view.id)
          if (old && old.problems !== view.problems) noteNew(view, old)
        }
      }),
    [],
  )
}

function noteNew({ problems, request }: JobView, old: JobView): void {
  const ids = new Set(accountsOf(request))
  const accounts = useSession.getState().accounts.filter(({ id }) => ids.has(id))
  const isFewer = (problems.AccessDenied?.count ?? 0) < (old.problems.AccessDenied?.count ?? 0)
  if (isFewer) for (const account of accounts) forgetDenials(account)
  const { sample } = (old.problems.AccessDenied ? undefined : problems.AccessDenied) ?? {}
  // Of a relay between two accounts it is not known which of them it was.
  const [account] = accounts
  if (account && accounts.length === 1) noteRights(account, sample?.lacks ?? [])
}
