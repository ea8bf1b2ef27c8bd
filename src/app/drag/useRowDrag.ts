import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { disableNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/disable-native-drag-preview'
import { type RefObject, useEffect } from 'react'
import type { Source } from '../../engine/types.ts'
import type { Row } from '../listing/rows.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import type { DragData } from './dragData.ts'
import { offerRows, rowsType, takeBack } from './otherTabs.ts'
import { type DropState, useDropTarget } from './useDropTarget.ts'

type Dragged = (row: Row) => Source[]

/** A row can be dragged, and a prefix takes what is dropped on it. */
export function useRowDrag(ref: RefObject<HTMLElement | null>, row: Row, dragged: Dragged): DropState | undefined {
  const home = useBucketRef()
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return draggable({
      element,
      getInitialData: (): DragData => ({ is: 'rows', sources: dragged(row) }),
      getInitialDataForExternal: () => ({ [rowsType]: offerRows(() => dragged(row)) }),
      onDrop: takeBack,
      onGenerateDragPreview: ({ nativeSetDragImage }) => disableNativeDragPreview({ nativeSetDragImage }),
    })
  }, [ref, row, dragged])
  return useDropTarget(ref, { target: row.is === 'prefix' ? { ...home, key: row.key } : undefined, label: row.name })
}
