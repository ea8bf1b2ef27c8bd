import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countOf } from '../../engine/scope/scope.ts'
import type { Source } from '../../engine/types.ts'
import { message } from '../../ui/messages/messages.ts'
import { type CheckedRequest, type DragKeys, dropRequest } from '../requests/requests.ts'
import { useSession } from '../session/session.ts'
import { besidePointer } from './besidePointer.ts'
import { DragWords, type Flight } from './DragWords.tsx'
import type { DropTarget } from './dragData.ts'
import { hearOfDrags, rowsType } from './otherTabs.ts'
import { watchDrags } from './watchDrags.ts'
import '../../i18n/dragging.ts'

/** ms; the tab that the rows come from is there, or nothing of it is dropped. */
const longestWait = 3000

type Told = { token: string; sources: Source[] }

/** Follows rows that are dragged in from another tab of this page: the same words and the same request as in their own. */
export function RowDrops({ onDrop }: { onDrop: (drop: CheckedRequest) => void }) {
  const { t } = useTranslation('browser')
  const [flight, setFlight] = useState<Flight>()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const others = createOthers()
    const follow = (event: DragEvent, landing: DropTarget | undefined) => {
      const sources = others.last()
      if (box.current) box.current.style.translate = besidePointer(event)
      setFlight(sources && flightOf(sources, landing, event))
    }
    const land = async (data: DataTransfer, landing: DropTarget, keys: DragKeys) => {
      const sources = await others.of(data.getData(rowsType))
      const problem = sources ? (isKnown(sources) ? undefined : 'dropSignedOut') : 'dropUnknown'
      if (problem) message.warning(t(problem))
      else if (sources) onDrop(dropRequest(sources, landing.target, keys))
    }
    const end = () => {
      others.forget()
      setFlight(undefined)
    }
    const stop = watchDrags(rowsType, { follow, land, end })
    return () => {
      stop()
      others.close()
    }
  }, [onDrop, t])
  return (
    <div ref={box} className="ghost" role="status" hidden={!flight}>
      {flight && <DragWords flight={flight} />}
    </div>
  )
}

function flightOf(sources: Source[], landing: DropTarget | undefined, keys: DragKeys): Flight {
  const over = landing && { landing, drop: dropRequest(sources, landing.target, keys) }
  return { count: countOf(sources), first: sources[0]?.key ?? '', ...(over && { over }) }
}

/** A tab may have accounts that this one has not. */
function isKnown(sources: Source[]): boolean {
  const { accounts } = useSession.getState()
  return sources.every(({ account }) => accounts.some(({ id }) => id === account))
}

/** Asks once a drag what it is (`last`); what is dropped (`of`) must be that, by its token. */
function createOthers() {
  let told: Told | undefined
  let isAsked = false
  const waiting = new Set<(what: Told) => void>()
  const { ask, close } = hearOfDrags((what) => {
    told = what
    for (const take of waiting) take(what)
  })
  const last = () => {
    if (!isAsked) {
      told = undefined
      ask()
    }
    isAsked = true
    return told?.sources
  }
  const of = (token: string) =>
    new Promise<Source[] | undefined>((resolve) => {
      const take = (what: Told) => what.token === token && resolve(what.sources)
      if (told?.token === token) return resolve(told.sources)
      waiting.add(take)
      ask()
      setTimeout(() => {
        waiting.delete(take)
        resolve(undefined)
      }, longestWait)
    })
  const forget = () => {
    isAsked = false
  }
  return { last, of, forget, close }
}
