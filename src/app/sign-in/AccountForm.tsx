import { Button } from 'antd'
import { lazy, Suspense, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../i18n/format.ts'
import type { Account } from '../../oss/types.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { RegionField } from '../../ui/fields/RegionField.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { Late, late } from '../../ui/late.tsx'
import type { Draft } from './draft.ts'
import { LazyProblem } from './LazyProblem.tsx'
import { hasOffers, useOffered } from './offered.ts'
import { useAccountForm } from './useAccountForm.ts'

const OfferedAccounts = late(async () => (await import('./OfferedAccounts.tsx')).OfferedAccounts)
const ImportAccounts = late(async () => (await import('./ImportAccounts.tsx')).ImportAccounts)
const DirectNotice = lazy(async () => ({ default: (await import('./DirectNotice.tsx')).DirectNotice }))

/** The sign-in for a real account, or the keys of one that is known. `isNew`: how long they are kept is chosen, too. */
export function AccountForm({ known, isNew }: { known: Account | undefined; isNew: boolean }) {
  const { t } = useTranslation('session')
  const form = useAccountForm(known)
  const isOffered = useOffered(hasOffers)
  const { draft, enter, isDirect, keptStart, problem, set, submit } = form
  return (
    <form
      className="account-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onPaste={(event) => {
        if (form.paste(event.clipboardData.getData('text'))) event.preventDefault()
      }}
    >
      <Suspense fallback={null}>{isDirect && <DirectNotice />}</Suspense>
      <Filled form={form} />
      {isOffered && (
        <Late>
          <OfferedAccounts onChoose={form.choose} />
        </Late>
      )}
      <Text form={form} name="accessKeyId" />
      <Text form={form} name="accessKeySecret" isSecret />
      <RegionField value={draft.region} problem={problem('region')} onChange={(region) => set('region', region)} />
      <Text
        form={form}
        name="start"
        optional={!form.needsStart}
        hint={keptStart ? t('startKept') : t('startHint')}
        placeholder={keptStart ?? 'oss://bucket/folder/'}
      />
      <More form={form} isUsed={known?.stsToken !== undefined} />
      <Tick label={t('readOnly')} hint={t('readOnlyHint')} isOn={form.isReadOnly} onChange={form.setReadOnly} />
      {isNew && !isDirect && <Tick label={t('keep')} hint={t('keepHint')} isOn={form.keeps} onChange={form.setKeeps} />}
      {enter.error && <LazyProblem error={enter.error} onAnyway={form.enterAnyway} />}
      <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
        {enter.isPending ? t('checking') : t('signIn')}
      </Button>
      {!isDirect && <p className="account-kept">{t('kept')}</p>}
    </form>
  )
}

type Form = ReturnType<typeof useAccountForm>

/** That an address, a code or a file can be pasted; then what it filled in. */
function Filled({ form }: { form: Form }) {
  const { t, i18n } = useTranslation('session')
  const { pasted, expires } = form
  const names = Object.entries(pasted?.fields ?? {}).flatMap(([name, value]) => (value ? t(name as keyof Draft) : []))
  const time = expires && formatTime(expires, i18n.language)
  return (
    <p className="account-filled" role="status">
      {pasted ? t('filled', { names: names.join(t('listComma')) }) : t('pasteHint')}
      {expires && ` ${t(expires > Date.now() ? 'codeEnds' : 'codeOver', { time })}`}
    </p>
  )
}

/** What few accounts need. It opens by itself where it is needed, and is closed by the person alone: what is filled in is in use. */
function More({ form, isUsed }: { form: Form; isUsed: boolean }) {
  const { t } = useTranslation('session')
  const { accessKeyId, endpoint } = form.draft
  const [isOpen, setOpen] = useState(isUsed || endpoint !== '')
  const needsToken = accessKeyId.startsWith('STS.')
  // Keys would sign for that host: who pasted a code or a file sees it before they are sent.
  const isFilled = Boolean(form.pasted?.fields.endpoint)
  useEffect(() => {
    if (needsToken || isFilled) setOpen(true)
  }, [needsToken, isFilled])
  return (
    <details className="account-more" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('more')}</summary>
      <Text form={form} name="stsToken" optional isSecret />
      <Text form={form} name="endpoint" optional={!form.isCname} hint={t('endpointHint')} placeholder="https://" />
      <Tick label={t('cname')} hint={t('cnameHint')} isOn={form.isCname} onChange={form.setCname} />
      {!form.isCname && (
        <Tick label={t('pathStyle')} hint={t('pathStyleHint')} isOn={form.isPathStyle} onChange={form.setPathStyle} />
      )}
      {isOpen && (
        <Late>
          <ImportAccounts onText={form.paste} />
        </Late>
      )}
    </details>
  )
}

type TextProps = {
  form: Form
  name: Exclude<keyof Draft, 'region'>
  optional?: boolean
  isSecret?: boolean
  hint?: string
  placeholder?: string
}

function Text({ form, name, optional = false, isSecret = false, hint, placeholder }: TextProps) {
  const { t } = useTranslation('session')
  return (
    <Field label={t(name)} hint={hint} optional={optional} problem={form.problem(name)}>
      {(control) => (
        <TextInput
          {...control}
          isSecret={isSecret}
          value={form.draft[name]}
          placeholder={placeholder}
          autoComplete={isSecret ? 'new-password' : 'off'}
          autoCapitalize="off"
          spellCheck={false}
          onText={(text) => form.set(name, text)}
        />
      )}
    </Field>
  )
}

type TickProps = { label: string; hint: string; isOn: boolean; onChange: (isOn: boolean) => void }

function Tick({ label, hint, isOn, onChange }: TickProps) {
  const id = useId()
  return (
    <label className="account-tick">
      <input type="checkbox" checked={isOn} aria-describedby={id} onChange={({ target }) => onChange(target.checked)} />
      <span>
        {label}
        <small id={id}>{hint}</small>
      </span>
    </label>
  )
}
