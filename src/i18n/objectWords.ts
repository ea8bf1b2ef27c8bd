import { useTranslation } from 'react-i18next'
import './objects.ts'

/** The texts of what is loaded later: details, preview, share, versions, buckets. */
export const useWords = () => useTranslation('objects')
