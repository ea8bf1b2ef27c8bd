import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useBlobUrl } from '../../ui/blobUrl.ts'
import { useAccount } from '../places/account.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { previewOf } from '../preview/previewKind.ts'
import { thumbnailQuery } from '../queries/queries.ts'
import { ObjectIcon, PrefixIcon } from './icons.tsx'
import type { Row } from './rows.ts'

/** Larger pictures cost more than a look is worth. */
const largest = 2 * 1024 ** 2
const shown = /\.(png|jpe?g|gif|webp|avif)$/i

/** The picture of a small image, as soon as it is there; the sign of its kind for everything else. */
export function Thumbnail({ row }: { row: Row }) {
  const account = useAccount()
  const home = useBucketRef()
  const isPicture = row.is === 'object' && row.size <= largest && row.size > 0 && shown.test(row.name)
  const etag = row.is === 'object' ? row.etag : ''
  const { data } = useQuery({ ...thumbnailQuery(account, { ...home, key: row.key }, etag), enabled: isPicture })
  // The type is that of the name: what is something else is no picture.
  const url = useBlobUrl(data, previewOf(row.name).type)
  const [broken, setBroken] = useState<string>()
  return (
    <span className="thumbnail">
      {url && url !== broken ? (
        <img src={url} alt="" draggable={false} onError={() => setBroken(url)} />
      ) : row.is === 'prefix' ? (
        <PrefixIcon />
      ) : (
        <ObjectIcon name={row.name} />
      )}
    </span>
  )
}
