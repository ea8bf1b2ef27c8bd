import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { isKnownRegion } from '../../i18n/regions.ts'

/** Where a region is, in words; an unknown one by its id. */
export function RegionName({ region }: { region: string }) {
  return useRegionName()(region)
}

export function useRegionName(): (region: string) => string {
  const { t } = useTranslation('regions')
  return useCallback((region) => (isKnownRegion(region) ? t(region) : region), [t])
}
