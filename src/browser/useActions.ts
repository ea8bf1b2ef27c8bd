import { useTranslation } from 'react-i18next'
import { type ActionName, actionNames, obstacle } from './actions.ts'
import type { Row } from './rows.ts'

export type Action<Name = ActionName> = {
  name: Name
  label: string
  /** The key that does the same. */
  shortcut?: string
  /** Why it is not possible now, in words. */
  obstacle?: string | undefined
  run: () => void
}

const shortcuts: Partial<Record<ActionName, string>> = { download: 'Ctrl S', rename: 'F2', remove: 'Delete' }

/** The same actions for the toolbar, the context menu and the keys. */
export function useActions(rows: readonly Row[], run: (name: ActionName) => void): Action[] {
  const { t } = useTranslation('browser')
  return actionNames.map((name) => {
    const why = obstacle(name, rows)
    const shortcut = shortcuts[name]
    return {
      name,
      label: t(name),
      ...(shortcut && { shortcut }),
      obstacle: why && t(`why.${why}`),
      run: () => run(name),
    }
  })
}
