import { StarFilled, StarOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Place } from './place.ts'
import { isSame, keptOf, toggleFavourite, usePlaces } from './places.ts'

/** Marks the place, or no longer. */
export function FavouriteButton({ account, place }: { account: string; place: Place }) {
  const { t } = useTranslation('browser')
  const isMarked = usePlaces((places) => keptOf(places, account).favourites.some((one) => isSame(one, place)))
  return (
    <Button
      type="text"
      icon={isMarked ? <StarFilled /> : <StarOutlined />}
      aria-label={t('favourite')}
      aria-pressed={isMarked}
      title={t('favourite')}
      onClick={() => toggleFavourite(account, place)}
    />
  )
}
