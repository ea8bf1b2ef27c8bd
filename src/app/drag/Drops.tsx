import { Late, late } from '../../ui/late.tsx'
import { useGesture } from '../requests/useGesture.ts'
import { DragPreview } from './DragPreview.tsx'
import { useForeignDrag } from './useForeignDrag.ts'

const FileDrops = late(async () => (await import('../upload/FileDrops.tsx')).FileDrops)
const RowDrops = late(async () => (await import('./RowDrops.tsx')).RowDrops)

/** A drop becomes a job; one that is not possible says why. */
export function Drops() {
  const onDrop = useGesture()
  const { files, rows } = useForeignDrag()
  return (
    <>
      <DragPreview onDrop={onDrop} />
      <Late isExtra>{files && <FileDrops />}</Late>
      <Late isExtra>{rows && <RowDrops onDrop={onDrop} />}</Late>
    </>
  )
}
