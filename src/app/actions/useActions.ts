import { useTranslation } from 'react-i18next'
import type { Action, At, HomeHands, PaneHands, PlaceHands, Where, Why } from './action.ts'
import { homeActions } from './homeActions.ts'
import { pageActions } from './pageActions.ts'
import { placeActions } from './placeActions.ts'
import { rowActions } from './rowActions.ts'
import { windowActions } from './windowActions.ts'

/** All that a person can do where rows are shown, in the order of the palette. */
export const paneActions = { ...rowActions, ...placeActions, ...pageActions, ...windowActions }
export type PlaceActionName = keyof typeof placeActions
export type ActionName = keyof typeof paneActions
export type HomeActionName = keyof typeof homeActions

/** An action here and now. */
export type Bound<Name extends string = ActionName> = {
  name: Name
  label: string
  /** The key that does the same. */
  shortcut?: string | undefined
  why?: Why | undefined
  /** The same in words. */
  obstacle?: string | undefined
  isOffered: boolean
  run: () => void
}

export function usePaneActions(at: At, hands: PaneHands): (name: ActionName) => Bound {
  const bind = useBind()
  return (name) => bind(name, paneActions[name], at, hands)
}

export function useHomeActions(at: Where, hands: HomeHands): (name: HomeActionName) => Bound<HomeActionName> {
  const bind = useBind()
  return (name) => bind(name, homeActions[name], at, hands)
}

export function usePlaceActions(): (at: At, hands: PlaceHands) => (name: PlaceActionName) => Bound<PlaceActionName> {
  const bind = useBind()
  // The keys are about the place that is shown.
  return (at, hands) => (name) => ({ ...bind(name, placeActions[name], at, hands), shortcut: undefined })
}

function useBind() {
  const { t } = useTranslation('browser')
  return <Name extends string, Hands, Here extends Where>(
    name: Name,
    action: Action<Hands, Here>,
    at: Here,
    hands: Hands,
  ): Bound<Name> => {
    const { words, keys, isFor, why, writes, run } = action
    const reason = writes && at.account.isReadOnly ? 'readOnly' : why?.(at)
    return {
      name,
      label: t(words),
      shortcut: (keys?.page ?? keys?.rows ?? keys?.own)?.[0],
      why: reason,
      obstacle: reason && t(`why.${reason}`),
      isOffered: isFor?.(at) ?? true,
      run: () => run(at, hands),
    }
  }
}
