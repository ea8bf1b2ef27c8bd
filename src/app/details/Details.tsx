import { CloseOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { onTouched } from '../../hosts/page/store.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { Measured } from '../measure/Measured.tsx'
import { useBucketRef } from '../places/panes/bucket.ts'
import { isOneOf } from '../queries/queryKeys.ts'
import type { DetailsProps } from './DetailsDock.tsx'
import { useDetails } from './detailsStore.ts'
import { ManyDetails } from './ManyDetails.tsx'
import { ObjectDetails } from './ObjectDetails.tsx'
import { PrefixDetails } from './PrefixDetails.tsx'
import './details.css'

/** What is known of the chosen rows. At narrow windows a sheet over the lower half, which leaves the list in reach. */
export function Details(props: DetailsProps) {
  const { t } = useWords()
  const toggle = useDetails((state) => state.toggle)
  useFreshAfterJobs()
  return (
    <aside className="details" aria-label={t('details')}>
      <header>
        <h2>{t('details')}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('closeDetails')}
          title={t('closeDetails')}
          onClick={toggle}
        />
      </header>
      <div className="details-body">
        <Chosen {...props} />
      </div>
    </aside>
  )
}

function Chosen({ prefix, rows, openDialog }: DetailsProps) {
  const [row, second] = rows
  if (!row) return <PlaceDetails prefix={prefix} />
  if (second) return <ManyDetails rows={rows} />
  if (row.is === 'prefix') return <PrefixDetails row={row} />
  return <ObjectDetails key={row.key} prefix={prefix} row={row} openDialog={openDialog} />
}

/** Nothing is chosen: what there is to say of the place itself. */
function PlaceDetails({ prefix }: Pick<DetailsProps, 'prefix'>) {
  const { bucket } = useBucketRef()
  const { t } = useWords()
  return (
    <>
      <p className="details-note">{t('nothingChosen')}</p>
      <h3>{visible(formatOssPath(bucket, prefix))}</h3>
      <Measured rows={[{ is: 'prefix', key: prefix }]} />
    </>
  )
}

/** A job may have changed tags or ACL, which no listing shows. */
function useFreshAfterJobs() {
  const client = useQueryClient()
  useEffect(() => {
    const predicate = isOneOf('head', 'tags', 'acl', 'versionCount')
    return onTouched(() => void client.invalidateQueries({ predicate }))
  }, [client])
}
