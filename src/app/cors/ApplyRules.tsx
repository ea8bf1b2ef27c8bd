import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CopyError } from '../../engine/problem.ts'
import { isSameCors, saveCors } from '../../engine/single/saveCors.ts'
import { useCorsWords } from '../../i18n/corsWords.ts'
import type { MendedCors } from '../../oss/direct/cors/mend.ts'
import type { Account, Cors, CorsRule } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { mostRules } from '../buckets/corsForm.ts'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import type { BucketRef } from '../requests/requests.ts'

type ApplyRulesProps = { account: Account; home: BucketRef; now: Cors; mended: MendedCors }

/** All rules as they will stand, and the button that sets them: only in place of those that were seen. */
export function ApplyRules({ account, home, now, mended }: ApplyRulesProps) {
  const { t } = useCorsWords()
  const { t: words } = useTranslation('browser')
  const save = useSave(account, home)
  const { cors } = mended
  const isFull = cors.rules.length > mostRules
  const isSame = isSameCors(now, cors)
  const isConflict = save.error instanceof CopyError && save.error.code === 'SourceChanged'
  if (isSame) return null
  return (
    <>
      <h3>{t('written')}</h3>
      {isConflict && <Notice tone="danger">{t('changed')}</Notice>}
      <ol className="cors-written">
        {cors.rules.map((rule) => (
          <li key={JSON.stringify(rule)}>
            <span>{t(rule !== mended.rule ? 'written.same' : mended.was ? 'written.changed' : 'written.new')}</span>{' '}
            <code>{told(rule)}</code>
          </li>
        ))}
      </ol>
      {isFull && <Notice tone="warn">{t('full')}</Notice>}
      <WriteProblem error={isConflict ? null : save.error} />
      <ActionButton
        type="primary"
        obstacle={account.isReadOnly ? words('obstacle.readOnly') : isFull ? t('full') : undefined}
        loading={save.isPending}
        onClick={() => save.mutate({ seen: now, cors })}
      >
        {t('apply')}
      </ActionButton>
    </>
  )
}

function told({ origins, methods, headers, expose }: CorsRule): string {
  return [origins, methods, headers, expose].map((list) => list.join(', ') || '–').join(' · ')
}

function useSave(account: Account, home: BucketRef) {
  const client = useQueryClient()
  const { t } = useCorsWords()
  const queryKey = queryKeys.cors(account, home.bucket)
  const saving = useMutation({
    mutationFn: (wanted: { seen: Cors; cors: Cors }) =>
      saveCors({ at: { ...home, key: '' }, ...wanted }, singleWorld(account)),
    onSuccess: () => message.success(t('saved')),
    // What stands now is shown, whether it was set here or by somebody else.
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return saving
}
