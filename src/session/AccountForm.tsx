import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldControl } from '../look/Field.tsx'
import { connect } from './connect.ts'
import { accountOf, type Draft, emptyDraft, problemsOf } from './draft.ts'
import { RegionField } from './RegionField.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import { signIn, withId } from './session.ts'

type TextField = Exclude<keyof Draft, 'region'>

/** The sign-in for a real account. Nothing is sent while a field has a problem; an account is tried before it is kept. */
export function AccountForm() {
  const { t } = useTranslation('session')
  const [draft, setDraft] = useState(emptyDraft)
  const [tried, setTried] = useState(false)
  const enter = useMutation({ mutationFn: tryAndEnter })
  const problems = tried ? problemsOf(draft) : {}
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const words = (name: keyof Draft) => problems[name] && t(`problem.${problems[name]}`)

  const field = (name: TextField, hint: ReactNode, control: (props: FieldControl & TextProps) => ReactNode) => (
    <Field label={t(name)} hint={hint} optional={optional.has(name)} problem={words(name)}>
      {(props) => control({ ...props, value: draft[name], onChange: (event) => set({ [name]: event.target.value }) })}
    </Field>
  )
  const submit = () => {
    setTried(true)
    if (Object.keys(problemsOf(draft)).length === 0) enter.mutate(draft)
  }
  return (
    <form
      className="account-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {field('accessKeyId', null, (props) => (
        <Input {...props} {...plainText} />
      ))}
      {field('accessKeySecret', null, (props) => (
        <Input.Password {...props} {...plainText} autoComplete="new-password" />
      ))}
      <RegionField value={draft.region} problem={words('region')} onChange={(region) => set({ region })} />
      {field('start', t('startHint'), (props) => (
        <Input {...props} {...plainText} placeholder="oss://bucket/prefix/" />
      ))}
      <details className="account-more" open={draft.accessKeyId.startsWith('STS.') || undefined}>
        <summary>{t('more')}</summary>
        {field('stsToken', null, (props) => (
          <Input.Password {...props} {...plainText} autoComplete="new-password" />
        ))}
        {field('endpoint', t('endpointHint'), (props) => (
          <Input {...props} {...plainText} placeholder="https://" />
        ))}
      </details>
      {enter.error && <SignInProblem error={enter.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
        {enter.isPending ? t('checking') : t('signIn')}
      </Button>
      <p className="account-kept">{t('kept')}</p>
    </form>
  )
}

type TextProps = { value: string; onChange: (event: { target: { value: string } }) => void }

const optional: ReadonlySet<TextField> = new Set(['start', 'stsToken', 'endpoint'])
const plainText = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false }

async function tryAndEnter(draft: Draft): Promise<void> {
  const account = await withId(accountOf(draft))
  await signIn(await connect(account, new AbortController().signal))
}
