import { StarFilled, StarOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAccount } from './account.ts'
import type { Place } from './place.ts'
import { isSame, savedPlacesOf, toggleFavourite, usePlaces } from './places.ts'

/** Marks the place, or no longer. */
export function FavouriteButton({ place }: { place: Place }) {
  const { id } = useAccount()
  const { t } = useTranslation('browser')
  const isMarked = usePlaces((places) => savedPlacesOf(places, id).favourites.some((one) => isSame(one, place)))
  return (
    <Button
      type="text"
      icon={isMarked ? <StarFilled /> : <StarOutlined />}
      aria-label={t('favourite')}
      aria-pressed={isMarked}
      title={t('favourite')}
      onClick={() => toggleFavourite(id, place)}
    />
  )
}
