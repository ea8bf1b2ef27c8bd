// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, its rows are active descendants
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Row } from './rows.ts'
import { cleared, everything } from './selection.ts'
import type { SelectionStore } from './selectionStore.ts'

type GridHeadProps = { rows: readonly Row[]; selection: SelectionStore; height: number }

export function GridHead({ rows, selection, height }: GridHeadProps) {
  const { t } = useTranslation('browser')
  const count = useStore(selection, (state) => state.keys.size)
  const isAll = count > 0 && count >= rows.length
  const toggleAll = () => {
    selection.setState((state) => (isAll ? cleared(state) : everything(state, rows)))
  }
  return (
    <div role="rowgroup" className="grid-head" style={{ height }}>
      <div role="row" aria-rowindex={1} className="grid-head-row">
        <div role="columnheader" className="cell-check">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isAll}
            aria-label={t('selectAll')}
            ref={(input) => {
              if (input) input.indeterminate = count > 0 && !isAll
            }}
            onClick={(event) => event.stopPropagation()}
            onChange={toggleAll}
          />
        </div>
        <div role="columnheader" className="cell-name">
          {t('name')}
        </div>
        <div role="columnheader" className="cell-size">
          {t('size')}
        </div>
        <div role="columnheader" className="cell-class">
          {t('class')}
        </div>
        <div role="columnheader" className="cell-modified">
          {t('modified')}
        </div>
      </div>
    </div>
  )
}
