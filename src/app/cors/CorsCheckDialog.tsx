import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useCorsWords } from '../../i18n/corsWords.ts'
import { judgeCors } from '../../oss/direct/cors/judge.ts'
import { probeCors } from '../../oss/direct/cors/probe.ts'
import { knownWay } from '../../oss/direct/way.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { corsQuery } from '../buckets/bucketQueries.ts'
import { Window } from '../dialogs/Window.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { CorsFindings } from './CorsFindings.tsx'
import { NeededRule } from './NeededRule.tsx'
import './cors.css'

type Part = Pick<PlaceDialogProps, 'account' | 'home'>

/** What a page without a gateway may do with a bucket by its CORS rules, what is missing in them, and how it is set. */
export function CorsCheckDialog({ account, home, onClose }: PlaceDialogProps) {
  const { t } = useCorsWords()
  const Check = knownWay() === 'direct' ? ProbedCheck : JudgedCheck
  return (
    <Window title={t('title', { bucket: home.bucket })} width={760} onClose={onClose}>
      <Check account={account} home={home} />
    </Window>
  )
}

/** As this page itself meets the rules, which it can't read. */
function ProbedCheck({ account, home }: Part) {
  const { t } = useCorsWords()
  const { region, bucket } = home
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: queryKeys.corsCheck(account, bucket),
    queryFn: ({ signal }) => probeCors({ account, bucket: { region, bucket }, signal }),
    // Somebody may be changing them right now.
    ...{ staleTime: 0, gcTime: 0, retry: false },
  })
  const { origin } = location
  return (
    <>
      <p className="dialog-note">{t('probed', { origin })}</p>
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && !error && (
        <>
          <CorsFindings check={data} />
          <Button className="cors-again" loading={isFetching} onClick={() => void refetch()}>
            {t('again')}
          </Button>
          <NeededRule key={origin} home={home} check={data} origin={origin} />
        </>
      )}
    </>
  )
}

/** As the rules themselves say it, read through the gateway, for a page that somebody serves elsewhere. */
function JudgedCheck({ account, home }: Part) {
  const { t } = useCorsWords()
  const [typed, setTyped] = useState('')
  const [origin, setOrigin] = useState<string>()
  const [wasSent, setSent] = useState(false)
  const cors = useQuery({ ...corsQuery(account, home), retry: false })
  const check = () => {
    setSent(true)
    setOrigin(originIn(typed))
    void cors.refetch()
  }
  return (
    <>
      <p className="dialog-note">{t('judged')}</p>
      <form
        className="cors-origin"
        onSubmit={(event) => {
          event.preventDefault()
          check()
        }}
      >
        <Field
          label={t('origin')}
          hint={t('origin.hint')}
          problem={wasSent && !originIn(typed) ? t('origin.wrong') : undefined}
        >
          {(control) => (
            <TextInput {...control} value={typed} placeholder="https://" spellCheck={false} onText={setTyped} />
          )}
        </Field>
        <Button htmlType="submit" loading={cors.isFetching && wasSent}>
          {t('check')}
        </Button>
      </form>
      {cors.error && <QueryProblem error={cors.error} onRetry={() => void cors.refetch()} />}
      {origin && cors.data && (
        <>
          <CorsFindings check={judgeCors(cors.data, origin)} />
          <NeededRule
            key={origin}
            account={account}
            home={home}
            check={judgeCors(cors.data, origin)}
            origin={origin}
            now={cors.data}
          />
        </>
      )}
    </>
  )
}

function originIn(typed: string): string | undefined {
  const url = URL.parse(typed.trim())
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
