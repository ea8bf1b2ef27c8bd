import { useTranslation } from 'react-i18next'
import { isKnownRegion } from '../../i18n/regions.ts'

/** Where a region is, in words; an unknown one by its id. */
export function RegionName({ region }: { region: string }) {
  const { t } = useTranslation('regions')
  return isKnownRegion(region) ? t(region) : region
}
