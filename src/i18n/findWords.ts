import { useTranslation } from 'react-i18next'
import './find.ts'

/** The texts of the search and of what lies below a prefix. */
export const useFindWords = () => useTranslation('find')
