import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../words/visible.ts'
import { fileLandingAt } from '../drag/fileLandings.ts'
import type { Landing } from '../drag/load.ts'
import { springAfter } from '../drag/useLanding.ts'
import { go } from '../usePlace.ts'
import { droppedSources } from './dropped.ts'
import { useUpload } from './useUpload.ts'
import '../drag/ghost.css'

type Flight = { count: number; landing: Landing | undefined }

/** Follows files that are dragged in from the desktop, says what letting go would do, and uploads what is dropped. */
export function FileDrops() {
  const [flight, setFlight] = useState<Flight>()
  const box = useRef<HTMLDivElement>(null)
  const upload = useUpload()
  useSpring(flight?.landing)
  useEffect(() => {
    let lit: HTMLElement | undefined
    const light = (element: HTMLElement | undefined) => {
      if (lit !== element) delete lit?.dataset.over
      lit = element
      if (element) element.dataset.over = 'welcome'
    }
    const end = () => {
      light(undefined)
      setFlight(undefined)
    }
    const over = (event: DragEvent) => {
      const { dataTransfer: data, target, clientX, clientY } = event
      if (!data?.types.includes('Files')) return
      const at = fileLandingAt(target)
      data.dropEffect = at ? 'copy' : 'none'
      light(at?.element)
      const { length: count } = data.items
      setFlight((now) => (now?.landing === at?.landing && now?.count === count ? now : { count, landing: at?.landing }))
      if (box.current) box.current.style.translate = `${clientX + 14}px ${clientY + 16}px`
    }
    const drop = async (event: DragEvent) => {
      end()
      const at = fileLandingAt(event.target)
      const { dataTransfer: data } = event
      if (at && data?.types.includes('Files'))
        await upload(await droppedSources(data), at.landing.target, { conflict: 'ask' })
    }
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && end()
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('dragleave', leave)
    return () => {
      end()
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('dragleave', leave)
    }
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

/** Who waits over a place is taken there. */
function useSpring(landing: Landing | undefined): void {
  useEffect(() => {
    if (!landing) return
    const { bucket, key } = landing.target
    const timer = setTimeout(() => go({ bucket, prefix: key }), springAfter)
    return () => clearTimeout(timer)
  }, [landing])
}
