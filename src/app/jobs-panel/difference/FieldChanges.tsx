import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../i18n/format.ts'
import type { FieldChange } from './fieldsOf.ts'
import { useFieldText } from './useFieldText.ts'
import './fieldChanges.css'

type FieldChangesProps = { steps: readonly (FieldChange & { count?: number })[] }

/** Before and after, field by field; `count`: in how many objects it is so. */
export function FieldChanges({ steps }: FieldChangesProps) {
  const { t, i18n } = useTranslation('panel')
  const told = useFieldText()
  return (
    <ul className="field-changes">
      {steps.map(({ name, before, after, count }) => (
        <li key={JSON.stringify([name, before, after])}>
          <code className="field-change-name">{told.name(name)}</code>
          <span className="field-change-values">
            <del className={before.is === 'none' ? 'field-change-none' : ''}>{told.value(before)}</del>
            <span aria-hidden> → </span>
            <ins className={after.is === 'none' ? 'field-change-none' : ''}>{told.value(after)}</ins>
          </span>
          {count !== undefined && (
            <span className="field-change-count">
              {t('field.objects', { count, objects: formatCount(count, i18n.language) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
