import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Field } from '../../look/Field.tsx'
import type { CorsRule } from '../../oss/types.ts'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useWords } from '../objectWords.ts'
import { QueryProblem } from '../QueryProblem.tsx'
import { ossOf, patient } from '../queries.ts'
import { Skeleton } from '../Skeleton.tsx'
import { corsMethods, formsOf, mostRules, type RuleForm, ruleOf, ruleProblem, withRule } from './corsForm.ts'
import type { TabProps } from './OverviewTab.tsx'

type CorsTabProps = Pick<TabProps, 'account' | 'home'> & { onDirty: (isDirty: boolean) => void }

export function CorsTab(props: CorsTabProps) {
  const { account, home } = props
  const { region, bucket } = home
  const { data, error, refetch } = useQuery({
    ...patient,
    queryKey: ['cors', account.id, bucket],
    queryFn: ({ signal }) => ossOf(account).getCors({ bucket: { region, bucket }, signal }),
    staleTime: 0,
  })
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  return data ? <Rules key={JSON.stringify(data)} {...props} rules={data} /> : <Skeleton />
}

function Rules({ account, home, rules, onDirty }: CorsTabProps & { rules: CorsRule[] }) {
  const { t } = useWords()
  const [forms, setForms] = useState(() => formsOf(rules))
  const save = useSaveRules({ account, home })
  const wanted = forms.map(ruleOf)
  const isSame = JSON.stringify(wanted) === JSON.stringify(rules)
  useEffect(() => onDirty(!isSame), [onDirty, isSame])
  const isFull = forms.length >= mostRules
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
      <WriteProblem error={save.error} />
      <div className="bucket-buttons">
        <Button type="dashed" disabled={isFull} onClick={() => setForms(withRule(forms))}>
          {t(isFull ? 'ruleLimit' : 'addRule')}
        </Button>
        <Button
          type="primary"
          disabled={isSame || save.isPending || forms.some((form) => ruleProblem(form) !== undefined)}
          onClick={() => save.mutate(wanted)}
        >
          {t('saveRules')}
        </Button>
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

function useSaveRules({ account, home: { region, bucket } }: Pick<TabProps, 'account' | 'home'>) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { t } = useWords()
  return useMutation({
    mutationFn: (rules: CorsRule[]) => {
      const { signal } = new AbortController()
      return ossOf(account).putCors({ bucket: { region, bucket }, rules, signal })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['cors', account.id, bucket] })
      message.success(t('rulesSaved'))
    },
  })
}
