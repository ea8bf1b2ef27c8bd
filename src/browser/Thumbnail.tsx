import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Account } from '../oss/types.ts'
import { ObjectIcon, PrefixIcon } from './icons.tsx'
import { thumbnailQuery } from './queries.ts'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'

/** Larger pictures cost more than a look is worth. */
const largest = 2 * 1024 ** 2
const shown = /\.(png|jpe?g|gif|webp|avif)$/i

/** The picture of a small image, as soon as it is there; the sign of its kind for everything else. */
export function Thumbnail({ row, account, home }: { row: Row; account: Account; home: Home }) {
  const isPicture = row.is === 'object' && row.size <= largest && row.size > 0 && shown.test(row.name)
  const etag = row.is === 'object' ? row.etag : ''
  const { data } = useQuery({ ...thumbnailQuery(account, { ...home, key: row.key }, etag), enabled: isPicture })
  const url = useObjectUrl(data)
  return (
    <span className="thumbnail">
      {url ? (
        <img src={url} alt="" draggable={false} />
      ) : row.is === 'prefix' ? (
        <PrefixIcon />
      ) : (
        <ObjectIcon name={row.name} />
      )}
    </span>
  )
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}
