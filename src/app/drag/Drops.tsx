import { Late, late } from '../../ui/late.tsx'
import { useGesture } from '../requests/useGesture.ts'
import { DragPreview } from './DragPreview.tsx'
import { useFileDrag } from './useFileDrag.ts'

const FileDrops = late(async () => (await import('../upload/FileDrops.tsx')).FileDrops)

/** A drop becomes a job; one that is not possible says why. */
export function Drops() {
  const onDrop = useGesture()
  const hasFiles = useFileDrag()
  return (
    <>
      <DragPreview onDrop={onDrop} />
      <Late>{hasFiles && <FileDrops />}</Late>
    </>
  )
}
