import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import './field.css'

/** What a control needs to belong to its label, its hint and its problem. */
export type FieldControl = {
  id: string
  'aria-describedby': string
  'aria-invalid': boolean
  status: 'error' | ''
}

type FieldProps = {
  label: string
  optional?: boolean
  hint?: ReactNode
  /** In words; stands in the place of the hint. */
  problem?: string | undefined
  children: (control: FieldControl) => ReactNode
}

export function Field({ label, optional = false, hint, problem, children }: FieldProps) {
  const id = useId()
  const { t } = useTranslation('look')
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="field-optional">{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-note`,
        'aria-invalid': problem !== undefined,
        status: problem === undefined ? '' : 'error',
      })}
      <div id={`${id}-note`} className={problem === undefined ? 'field-hint' : 'field-problem'} aria-live="polite">
        {problem ?? hint}
      </div>
    </div>
  )
}
