import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/objectWords.ts'
import { storageClasses } from '../../../oss/metadata.ts'
import type { Acl } from '../../../oss/types.ts'
import { Field } from '../../../ui/fields/Field.tsx'
import { AclNote } from '../../details/AclFact.tsx'
import { CurrentValues } from './CurrentValues.tsx'
import type { EncryptionChoice } from './editForm.ts'
import type { SectionProps } from './HeaderEdits.tsx'
import { TagEdits } from './TagEdits.tsx'
import { aclCounts, classCounts, encryptionCounts } from './valueCounts.ts'

const acls: Acl[] = ['default', 'private', 'public-read', 'public-read-write']
const encryptions: Exclude<EncryptionChoice, ''>[] = ['none', 'AES256', 'KMS']

/** What is no metadata: tags, ACL, class and encryption; a link has tags and an ACL of its own. */
export function OtherEdits({ isLink = false, ...props }: SectionProps & { isLink?: boolean }) {
  const { t } = useTranslation('many')
  return (
    <section className="metadata-section">
      <h3>{t(isLink ? 'moreOfLink' : 'more')}</h3>
      <TagEdits {...props} />
      <AclEdit {...props} />
      {!isLink && <ClassEdit {...props} />}
      {!isLink && <EncryptionEdit {...props} />}
    </section>
  )
}

function AclEdit({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('many')
  const { t: words } = useWords()
  return (
    <Other
      name={t('acl')}
      spread={
        <CurrentValues
          name={t('acl')}
          spread={aclCounts(objects)}
          isReading={isReading}
          say={(acl) => words(`acl.${acl}`)}
          none={t('values.unknown')}
        />
      }
      value={form.acl}
      options={acls.map((value) => ({ value, label: words(`acl.${value}`) }))}
      onChange={(acl) => onChange({ ...form, acl })}
    >
      {form.acl && <AclNote acl={form.acl} />}
    </Other>
  )
}

function ClassEdit({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('many')
  const { t: words } = useWords()
  return (
    <Other
      name={t('class')}
      spread={
        <CurrentValues
          name={t('class')}
          spread={classCounts(objects)}
          isReading={isReading}
          say={(name) => words(`class.${name}`)}
        />
      }
      value={form.storageClass}
      options={storageClasses.map((value) => ({ value, label: words(`class.${value}`) }))}
      onChange={(storageClass) => onChange({ ...form, storageClass })}
    >
      {form.storageClass && (
        <>
          <span className="field-hint">{words(`cost.${form.storageClass}`)}</span>
          <span className="field-hint">{words('classRewrite')}</span>
        </>
      )}
    </Other>
  )
}

function EncryptionEdit({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('many')
  return (
    <Other
      name={t('encryption')}
      spread={
        <CurrentValues
          name={t('encryption')}
          spread={encryptionCounts(objects)}
          isReading={isReading}
          say={(name) => name}
          none={t('encryption.none')}
        />
      }
      value={form.encryption}
      options={encryptions.map((value) => ({ value, label: t(`encryption.${value}`) }))}
      onChange={(encryption) => onChange({ ...form, encryption })}
    >
      {form.encryption === 'KMS' && <KeyId form={form} onChange={onChange} />}
      {form.encryption && <span className="field-hint">{t(`encryptionNote.${form.encryption}`)}</span>}
    </Other>
  )
}

function KeyId({ form, onChange }: Pick<SectionProps, 'form' | 'onChange'>) {
  const { t } = useTranslation('many')
  return (
    <Field label={t('keyId')} hint={t('keyIdHint')}>
      {(control) => (
        <Input
          {...control}
          value={form.keyId}
          spellCheck={false}
          onChange={(event) => onChange({ ...form, keyId: event.target.value })}
        />
      )}
    </Field>
  )
}

type OtherProps<Value extends string> = {
  name: string
  spread: ReactNode
  value: Value | ''
  options: { value: Value; label: string }[]
  onChange: (value: Value | '') => void
  children: ReactNode
}

function Other<Value extends string>({ name, spread, value, options, onChange, children }: OtherProps<Value>) {
  const { t } = useTranslation('many')
  return (
    <div className="edit-other">
      <span className="field-label">{name}</span>
      <div className="edit-spread">{spread}</div>
      <Select<Value | ''>
        className="edit-do"
        aria-label={t('do.label', { name })}
        value={value}
        options={[{ value: '' as const, label: t('do.keep') }, ...options]}
        onChange={onChange}
      />
      <div className="edit-lines">{children}</div>
    </div>
  )
}
