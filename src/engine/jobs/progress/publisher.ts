import type { News } from '../messages.ts'
import type { FiguresView, JobView, Place } from '../types.ts'

/** A person reads figures no faster, and every picture of them takes the processor from the copies. */
const everyMs = 500

type Publisher = {
  /** It is new, or a person waits for it: told at once, and whole. */
  changed: (job: string) => void
  /** Figures. What was asked is not said again. */
  moved: (job: string) => void
  touched: (place: Place) => void
  removed: (job: string) => void
}
type World = {
  view: (job: string) => Promise<JobView | undefined>
  figures: (job: string) => Promise<FiguresView | undefined>
  /** Jobs whose figures move on their own: speed falls while nothing arrives. */
  moving: () => Iterable<string>
  publish: (news: News) => void
}

/** Gathers figures and tells them twice a second; silent while nothing runs and nothing changes. */
export function createPublisher({ view, figures, moving, publish }: World): Publisher {
  const changes = new Set<string>()
  const moves = new Set<string>()
  const places = new Map<string, Place>()
  const gone = new Set<string>()
  let due: { at: number; timer: ReturnType<typeof setTimeout> } | undefined
  let told = 0
  let telling = Promise.resolve()

  function schedule(at: number): void {
    if (due && due.at <= at) return
    clearTimeout(due?.timer)
    due = { at, timer: setTimeout(next, Math.max(0, at - Date.now())) }
  }
  /** One behind the other: an older picture must not come after a newer one. */
  function next(): void {
    due = undefined
    told = Date.now()
    telling = telling.then(tell)
  }
  async function tell(): Promise<void> {
    const whole = [...changes]
    const moved = [...moves].filter((job) => !changes.has(job))
    changes.clear()
    moves.clear()
    const views = await Promise.all(whole.map(view))
    const others = await Promise.all(moved.map(figures))
    publishAll(views.filter(isThere), others.filter(isThere))
    for (const job of moving()) moves.add(job)
    if (moves.size > 0) schedule(told + everyMs)
  }
  function isThere<T extends { id: string }>(one: T | undefined): one is T {
    return one !== undefined && !gone.has(one.id)
  }
  function publishAll(views: JobView[], moved: FiguresView[]): void {
    if (views.length > 0) publish({ is: 'changed', views })
    if (moved.length > 0) publish({ is: 'moved', figures: moved })
    if (places.size > 0) publish({ is: 'touched', places: [...places.values()] })
    places.clear()
  }
  return {
    changed(job) {
      changes.add(job)
      schedule(Date.now())
    },
    moved(job) {
      moves.add(job)
      schedule(told + everyMs)
    },
    touched(place) {
      places.set(`${place.account} ${place.bucket} ${place.prefix}`, place)
      schedule(told + everyMs)
    },
    /** A picture that was taken before must not bring it back. */
    removed(job) {
      gone.add(job)
      publish({ is: 'removed', job })
    },
  }
}
