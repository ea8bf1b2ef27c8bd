import { useTranslation } from 'react-i18next'
import './help.ts'

/** The texts of the help. */
export const useHelpWords = () => useTranslation('help')
