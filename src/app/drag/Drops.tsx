import { lazy, Suspense } from 'react'
import { useGesture } from '../requests/useGesture.ts'
import { DragPreview } from './DragPreview.tsx'
import { useFileDrag } from './useFileDrag.ts'

const FileDrops = lazy(async () => ({ default: (await import('../upload/FileDrops.tsx')).FileDrops }))

/** A drop becomes a job; one that is not possible says why. */
export function Drops() {
  const onDrop = useGesture()
  const hasFiles = useFileDrag()
  return (
    <>
      <DragPreview onDrop={onDrop} />
      <Suspense fallback={null}>{hasFiles && <FileDrops />}</Suspense>
    </>
  )
}
