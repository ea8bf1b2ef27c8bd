import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../i18n/format.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { measureOf, useMeasures } from './measures.ts'

/** What lies below a prefix, when it was asked for; a walk that has not ended says that there is more. */
export function PrefixSize({ prefix }: { prefix: string }) {
  const home = useBucketRef()
  const { i18n } = useTranslation('browser')
  const measure = useMeasures(({ of }) => (of.size === 0 ? undefined : measureOf(of, { ...home, key: prefix })))
  if (!measure || measure.state === 'failed') return '–'
  const size = formatBytes(measure.bytes, i18n.language)
  return measure.state === 'done' ? size : `${size} +`
}
