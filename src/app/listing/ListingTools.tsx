import { memo } from 'react'
import type { ActionName, Bound } from '../actions/useActions.ts'
import { useAccount } from '../places/account.ts'
import { FavouriteButton } from '../places/FavouriteButton.tsx'
import type { Place } from '../places/place.ts'
import type { Home } from '../requests/requests.ts'
import { FilterField, SearchButton } from './FilterField.tsx'
import type { HereName } from './PlaceDialogs.tsx'
import { HereTools } from './PlaceTools.tsx'
import { ViewMenu } from './ViewMenu.tsx'

type ListingToolsProps = {
  home: Home
  place: Place
  typed: string
  onType: (typed: string) => void
  /** From the filter back to the rows. */
  onLeave: () => void
  onSearch: () => void
  bound: (name: ActionName) => Bound
  here: HereName | null
  onHere: (dialog: HereName | null) => void
}

/** Buttons for the place itself. They stay as they are while rows come and are chosen. */
export const ListingTools = memo(function ListingTools(props: ListingToolsProps) {
  const { home, place, typed, onType, onLeave, onSearch, bound, here, onHere } = props
  const account = useAccount()
  return (
    <div className="listing-tools">
      <FilterField typed={typed} onType={onType} onLeave={onLeave} />
      {place.search === undefined && <SearchButton onClick={onSearch} />}
      <ViewMenu place={place} />
      <FavouriteButton place={place} />
      <HereTools account={account} home={home} prefix={place.prefix} bound={bound} dialog={here} onDialog={onHere} />
    </div>
  )
})
