import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useState } from 'react'
import { CopyError } from '../../engine/problem.ts'
import { type CorsSave, isSameCors, saveCors } from '../../engine/single/saveCors.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import type { Cors, CorsRule } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { corsQuery } from './bucketQueries.ts'
import { corsMethods, formsOf, mostRules, type RuleForm, ruleOf, ruleProblem, withRule } from './corsForm.ts'
import type { TabProps } from './OverviewTab.tsx'

type CorsTabProps = Pick<TabProps, 'account' | 'home'> & { onDirty: (isDirty: boolean) => void }

export function CorsTab(props: CorsTabProps) {
  const { account, home } = props
  const { data, error, refetch } = useQuery(corsQuery(account, home))
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  return data ? <Rules {...props} now={data} /> : <Skeleton />
}

/** `now`: what was read last, maybe after the form began. */
function Rules({ account, home, now, onDirty }: CorsTabProps & { now: Cors }) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [seen, setSeen] = useState(now)
  const { rules } = seen
  const [forms, setForms] = useState(() => formsOf(rules))
  const save = useSaveRules({ account, home, onSaved: setSeen })
  const wanted = forms.map(ruleOf)
  const isSame = JSON.stringify(wanted) === JSON.stringify(rules)
  useEffect(() => onDirty(!isSame), [onDirty, isSame])
  const current = isSameCors(now, seen) ? undefined : now
  // Nothing is typed that would be lost.
  useEffect(() => {
    if (!current || !isSame) return
    setSeen(current)
    setForms(formsOf(current.rules))
  }, [current, isSame])
  const isFull = forms.length >= mostRules
  const isWrong = forms.some((form) => ruleProblem(form) !== undefined)
  const obstacle = isSame ? 'unchanged' : current ? 'concurrent' : isWrong ? 'wrong' : undefined
  const change = (changed: RuleForm) => setForms(forms.map((form) => (form.id === changed.id ? changed : form)))
  return (
    <div className="bucket-tab">
      <p className="dialog-note">{t('corsNote')}</p>
      {forms.length === 0 && <p>{t('noRules')}</p>}
      {forms.map((form, n) => (
        <Rule
          key={form.id}
          form={form}
          n={n + 1}
          onChange={change}
          onRemove={() => setForms(forms.filter(({ id }) => id !== form.id))}
        />
      ))}
      {current && !isSame && (
        <ConcurrentChange
          rules={current.rules}
          onTake={() => {
            setSeen(current)
            setForms(formsOf(current.rules))
          }}
          onReplace={() => setSeen(current)}
        />
      )}
      <WriteProblem error={isConflict(save.error) ? null : save.error} />
      <div className="bucket-buttons">
        <ActionButton
          type="dashed"
          obstacle={isFull ? t('ruleLimit') : undefined}
          onClick={() => setForms(withRule(forms))}
        >
          {t('addRule')}
        </ActionButton>
        <ActionButton
          type="primary"
          obstacle={obstacle && why(obstacle)}
          loading={save.isPending}
          onClick={() => save.mutate({ seen, cors: { ...seen, rules: wanted } })}
        >
          {t('saveRules')}
        </ActionButton>
      </div>
    </div>
  )
}

type RuleProps = { form: RuleForm; n: number; onChange: (form: RuleForm) => void; onRemove: () => void }

function Rule({ form, n, onChange, onRemove }: RuleProps) {
  const { t } = useWords()
  const problem = ruleProblem(form)
  const lists = [
    ['origins', t('origins')],
    ['headers', t('allowedHeaders')],
    ['expose', t('exposeHeaders')],
  ] as const
  return (
    <fieldset className="cors-rule">
      <legend>{t('ruleNth', { n })}</legend>
      <Checkbox.Group
        options={corsMethods}
        value={form.methods}
        onChange={(methods) => onChange({ ...form, methods })}
      />
      <div className="cors-lists">
        {lists.map(([name, label]) => (
          <Field key={name} label={label}>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={2}
                spellCheck={false}
                value={form[name]}
                onChange={(event) => onChange({ ...form, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('maxAge')}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={form.maxAge}
              onChange={(event) => onChange({ ...form, maxAge: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="field-problem" role="status">
        {problem && t(`rule.${problem}`)}
      </div>
      <Button size="small" danger onClick={onRemove}>
        {t('removeRule', { n })}
      </Button>
    </fieldset>
  )
}

/** What somebody else has made of the rules, beside what is typed. */
function ConcurrentChange({
  rules,
  onTake,
  onReplace,
}: {
  rules: CorsRule[]
  onTake: () => void
  onReplace: () => void
}) {
  const { t } = useWords()
  return (
    <Notice tone="danger" title={t('corsChanged')}>
      {rules.length === 0 && <p>{t('noRules')}</p>}
      <ol>
        {rules.map((rule) => (
          <li key={JSON.stringify(rule)}>
            <code>
              {[rule.origins, rule.methods, rule.headers, rule.expose].map((list) => list.join(', ')).join(' · ')}
            </code>
          </li>
        ))}
      </ol>
      <Button onClick={onTake}>{t('takeTheirRules')}</Button> <Button onClick={onReplace}>{t('keepMyRules')}</Button>
    </Notice>
  )
}

function isConflict(error: Error | null): boolean {
  return error instanceof CopyError && error.code === 'SourceChanged'
}

type Saving = Pick<TabProps, 'account' | 'home'> & { onSaved: (cors: Cors) => void }

function useSaveRules({ account, home, onSaved }: Saving) {
  const client = useQueryClient()
  const { t } = useWords()
  return useMutation({
    mutationFn: (wanted: Pick<CorsSave, 'seen' | 'cors'>) =>
      saveCors({ at: { ...home, key: '' }, ...wanted }, singleWorld(account)),
    onSuccess: (_, { cors }) => {
      onSaved(cors)
      client.setQueryData(queryKeys.cors(account, home.bucket), cors)
      message.success(t('rulesSaved'))
    },
    // After a conflict it is what somebody else made.
    onError: () => client.invalidateQueries({ queryKey: queryKeys.cors(account, home.bucket) }),
  })
}
