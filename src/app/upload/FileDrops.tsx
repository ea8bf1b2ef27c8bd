import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import { besidePointer } from '../drag/besidePointer.ts'
import type { DropTarget } from '../drag/dragData.ts'
import { watchDrags } from '../drag/watchDrags.ts'
import { droppedSources } from './dropped.ts'
import { useUpload } from './useUpload.ts'
import '../../i18n/dragging.ts'
import '../drag/dragPreview.css'

type Flight = { count: number; landing: DropTarget | undefined }

/** Follows files that are dragged in from the desktop, says what letting go would do, and uploads what is dropped. */
export function FileDrops() {
  const [flight, setFlight] = useState<Flight>()
  const box = useRef<HTMLDivElement>(null)
  const upload = useUpload()
  useEffect(() => {
    const follow = (event: DragEvent, landing: DropTarget | undefined) => {
      const count = event.dataTransfer?.items.length ?? 0
      setFlight((now) => (now?.landing === landing && now?.count === count ? now : { count, landing }))
      if (box.current) box.current.style.translate = besidePointer(event)
    }
    const land = async (data: DataTransfer, { target }: DropTarget) =>
      upload(await droppedSources(data), target, { conflict: 'ask' })
    return watchDrags('Files', { follow, land, end: () => setFlight(undefined) })
  }, [upload])
  return (
    <div ref={box} className="ghost" role="status" hidden={!flight}>
      {flight && <Words flight={flight} />}
    </div>
  )
}

function Words({ flight: { count, landing } }: { flight: Flight }) {
  const { t } = useTranslation('browser')
  const what = t('itemsCounted', { count })
  const strong = landing ? t('uploadingTo', { what, place: visible(landing.label) }) : t('dragFilesNowhere')
  return (
    <div className={landing ? 'ghost-box' : 'ghost-box ghost-forbidden'}>
      <strong>{strong}</strong>
      <span>{t(landing ? 'dragUploadHint' : 'dragNowhere')}</span>
    </div>
  )
}
