import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../../i18n/format.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import { useRegionName } from '../RegionName.tsx'

export type BucketWords = { region: string; storageClass: string; created: string }

/** What is said of a bucket beside its name; empty where that is not known. */
export function useBucketWords(): (bucket: KnownBucket) => BucketWords {
  const { t, i18n } = useTranslation('browser')
  const regionName = useRegionName()
  const { language } = i18n
  return useCallback(
    ({ region, storageClass, created }) => ({
      region: regionName(region),
      storageClass: storageClass ? t(`class.${storageClass}`) : '',
      created: created === undefined ? '' : formatDay(created, language),
    }),
    [t, language, regionName],
  )
}
