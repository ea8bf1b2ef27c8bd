import { useTranslation } from 'react-i18next'
import { OssError } from '../oss/errors.ts'
import { explain } from './explain.ts'

/** Why something could not be read, in a few words of the page's language. */
export function useReason(): (error: Error) => string {
  const { t } = useTranslation('errors')
  return (error) => (error instanceof OssError ? explain(error, t).title : error.message)
}
