import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { AccountDot } from '../../../ui/account/AccountDot.tsx'
import { ShowContext } from '../showContext.ts'
import { nameOf, regionOf, routeOf } from './jobTitle.ts'
import { useShowResult } from './resultPlace.ts'

/** From where to where, with the region; when something is there, the target is the way to it. */
export function JobRoute({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const { request } = view
  const { from, to } = routeOf(request, t)
  const region = regionOf(request)
  const owner = request.sources[0]?.account
  const receiver = 'target' in request ? request.target.account : owner
  const full = to === undefined ? from : `${from} → ${to}${region ? ` (${region})` : ''}`
  return (
    <p className="job-way" title={full}>
      <JobAccount id={owner} />
      {to === undefined ? (
        <Place view={view} name={from} />
      ) : (
        <>
          <bdi>{from}</bdi>
          <span aria-hidden>→</span>
          <span className="unseen">{t('to')}</span>
          {receiver !== owner && <JobAccount id={receiver} />}
          <Place view={view} name={isInside(request, from, to) ? nameOf(to) : to} />
        </>
      )}
      {region && <span className="job-region">{region}</span>}
    </p>
  )
}

/** Whose place it is, where more than one is signed in. A file of this computer is nobody's. */
function JobAccount({ id }: { id: string | undefined }) {
  const { accounts = [] } = useContext(ShowContext)
  const account = accounts.length > 1 ? accounts.find((each) => each.id === id) : undefined
  if (!account) return null
  return (
    <span className="job-account">
      <AccountDot colour={account.colour} /> <bdi>{account.name}</bdi>
    </span>
  )
}

function Place({ view, name }: { view: JobView; name: string }) {
  const { t } = useTranslation('panel')
  const goThere = useShowResult(view)
  if (!goThere) return <bdi>{name}</bdi>
  const say = t('show', { place: name })
  return (
    <button type="button" className="job-show" title={say} aria-label={say} onClick={goThere}>
      <bdi>{name}</bdi>
    </button>
  )
}

/** A rename inside a prefix only needs the new name. */
function isInside(request: JobView['request'], from: string, to: string): boolean {
  if (request.do !== 'copy' || request.placement !== 'exact' || !to.startsWith(from)) return false
  return !to.slice(from.length).replace(/\/$/, '').includes('/')
}
