import { useTranslation } from 'react-i18next'
import { useDenials } from '../rights/denials.ts'
import type {
  Action,
  ActionContext,
  ActionLocation,
  HomeHandlers,
  Obstacle,
  PaneHandlers,
  PlaceHandlers,
} from './action.ts'
import { deniedTo } from './deniedTo.ts'
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
export type BoundAction<Name extends string = ActionName> = {
  name: Name
  label: string
  /** The key that does the same. */
  shortcut?: string | undefined
  why?: Obstacle | undefined
  /** The same in words. */
  obstacle?: string | undefined
  isOffered: boolean
  run: () => void
}

export function usePaneActions(at: ActionContext, handlers: PaneHandlers): (name: ActionName) => BoundAction {
  const bind = useBind()
  return (name) => bind(name, paneActions[name], at, handlers)
}

export function useHomeActions(
  at: ActionLocation,
  handlers: HomeHandlers,
): (name: HomeActionName) => BoundAction<HomeActionName> {
  const bind = useBind()
  return (name) => bind(name, homeActions[name], at, handlers)
}

export function usePlaceActions(): (
  at: ActionContext,
  handlers: PlaceHandlers,
) => (name: PlaceActionName) => BoundAction<PlaceActionName> {
  const bind = useBind()
  // The keys are about the place that is shown.
  return (at, handlers) => (name) => ({ ...bind(name, placeActions[name], at, handlers), shortcut: undefined })
}

function useBind() {
  const { t } = useTranslation('browser')
  // What was just refused greys what needs it.
  useDenials()
  return <Name extends string, Handlers, Here extends ActionLocation>(
    name: Name,
    action: Action<Handlers, Here>,
    at: Here,
    handlers: Handlers,
  ): BoundAction<Name> => {
    const { words, keys, isFor, why, writes, run } = action
    const denied = deniedTo(action, at)
    const reason =
      writes && at.account.isReadOnly ? 'readOnly' : (why?.(at) ?? (denied === undefined ? undefined : 'denied'))
    return {
      name,
      label: t(words),
      shortcut: (keys?.page ?? keys?.rows ?? keys?.own)?.[0],
      why: reason,
      obstacle: reason && t(`obstacle.${reason}`, { right: denied }),
      isOffered: isFor?.(at) ?? true,
      run: () => run(at, handlers),
    }
  }
}
