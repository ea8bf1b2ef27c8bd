import { memo } from 'react'
import type { ActionName, BoundAction } from '../actions/useActions.ts'
import { useAccount } from '../places/account.ts'
import { FavouriteButton } from '../places/FavouriteButton.tsx'
import { useBucketRef } from '../places/panes/bucket.ts'
import type { Place } from '../places/place.ts'
import { FilterField, SearchButton } from './FilterField.tsx'
import type { PlaceDialogName } from './PlaceDialogs.tsx'
import { PlaceTools } from './PlaceTools.tsx'
import { ViewMenu } from './ViewMenu.tsx'

type ListingToolsProps = {
  place: Place
  typed: string
  onType: (typed: string) => void
  /** From the filter back to the rows. */
  onLeave: () => void
  bound: (name: ActionName) => BoundAction
  here: PlaceDialogName | null
  onHere: (dialog: PlaceDialogName | null) => void
}

/** Buttons for the place itself. They stay as they are while rows come and are chosen. */
export const ListingTools = memo(function ListingTools(props: ListingToolsProps) {
  const { place, typed, onType, onLeave, bound, here, onHere } = props
  const account = useAccount()
  const home = useBucketRef()
  return (
    <div className="listing-tools">
      <FilterField typed={typed} onType={onType} onLeave={onLeave} />
      {place.search === undefined && <SearchButton action={bound('search')} />}
      <ViewMenu place={place} />
      <FavouriteButton place={place} />
      <PlaceTools account={account} home={home} prefix={place.prefix} bound={bound} dialog={here} onDialog={onHere} />
    </div>
  )
})
