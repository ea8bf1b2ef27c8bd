import { queryOptions, useQuery } from '@tanstack/react-query'
import { type MayDo, mayDo } from '../../engine/mayDo.ts'
import { probe } from '../../engine/single/probe.ts'
import { useRightWords } from '../../i18n/rightWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { MissingRights } from '../../ui/notices/MissingRights.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { Window } from '../dialogs/Window.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { noteVerdicts } from './denials.ts'
import './mayDo.css'

/** What the key may do at a place, found out without changing anything. */
export function MayDoDialog({ account, home, prefix, onClose }: PlaceDialogProps) {
  const { t } = useRightWords()
  const at = { ...home, key: prefix }
  const { data, error, isPending, refetch } = useQuery(mayDoQuery(account, at))
  const place = visible(formatOssPath(home.bucket, prefix))
  return (
    <Window title={t('title', { place })} width={760} onClose={onClose}>
      <p className="dialog-note">
        {t('note')} {data?.some(({ except }) => except.length > 0) && t('note.except', { exception: t('except') })}
      </p>
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && (
        <table className="may-do">
          <thead>
            <tr>
              <th scope="col">{t('head.deed')}</th>
              <th scope="col">{t('head.answer')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((line) => (
              <Line key={`${line.deed} ${line.side}`} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </Window>
  )
}

function Line({ line }: { line: MayDo }) {
  const { t } = useRightWords()
  const { is, except, lacks } = line
  const cases = except.map((when) => t(`when.${when}`)).join(' · ')
  return (
    <tr>
      <th scope="row">{t(nameOf(line))}</th>
      <td>
        <span className={`may-do-${is}`}>{t(`is.${is}`)}</span>
        {cases && ` (${t('except')}: ${cases})`}
        {lacks.length > 0 && <MissingRights rights={lacks} areKnown />}
      </td>
    </tr>
  )
}

function nameOf({ deed, side }: MayDo) {
  if (deed !== 'copy' && deed !== 'move') return `deed.${deed}` as const
  return side === 'source' ? (`ofSource.${deed}` as const) : (`ofTarget.${deed}` as const)
}

export function mayDoQuery(account: Account, at: Ref) {
  return queryOptions({
    queryKey: queryKeys.mayDo(at),
    queryFn: async () => {
      const verdicts = await probe(at, singleWorld(account))
      noteVerdicts(account, at, verdicts)
      return mayDo(verdicts)
    },
    // An administrator may be changing it right now.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}
