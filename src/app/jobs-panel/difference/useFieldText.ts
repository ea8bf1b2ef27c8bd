import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { textOf } from '../../../oss/headerBytes.ts'
import { type FieldValue, type OtherField, otherFields } from './fieldsOf.ts'

/** Values and names of fields as text. What is not UTF-8 says how it was read. */
export function useFieldText(): { value: (told: FieldValue) => string; name: (field: string) => string } {
  const { t } = useTranslation('panel')
  const { t: words } = useTranslation('browser')
  const bytes = (told: Extract<FieldValue, { is: 'bytes' }>) => {
    const { text, encoding } = textOf(told.bytes)
    const shown = visible(text) || t('field.empty')
    return encoding === 'UTF-8' ? shown : t('field.shownAs', { text: shown, encoding })
  }
  return {
    value(told) {
      if (told.is === 'none') return t('field.none')
      if (told.is === 'text') return visible(told.text)
      if (told.is === 'acl') return t(`field.acl.${told.acl}`)
      return told.is === 'class' ? words(`class.${told.storageClass}`) : bytes(told)
    },
    name: (field) => (isOther(field) ? t(`field.${field}`) : field),
  }
}

function isOther(name: string): name is OtherField {
  return otherFields.some((other) => other === name)
}
