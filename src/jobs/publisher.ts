import type { News } from './messages.ts'
import type { JobView, Place } from './types.ts'

/** A screen gains nothing from more than 5 pictures a second. */
const everyMs = 200

type Publisher = {
  changed: (job: string) => void
  touched: (place: Place) => void
  removed: (job: string) => void
}
type World = {
  view: (job: string) => Promise<JobView | undefined>
  /** Jobs whose figures move on their own: speed falls while nothing arrives. */
  moving: () => Iterable<string>
  publish: (news: News) => void
}

/** Gathers changes and tells them at most 5 times a second; silent while nothing runs and nothing changes. */
export function createPublisher({ view, moving, publish }: World): Publisher {
  const jobs = new Set<string>()
  const places = new Map<string, Place>()
  const gone = new Set<string>()
  let due: ReturnType<typeof setTimeout> | undefined
  let told = 0

  function schedule(): void {
    if (due === undefined) due = setTimeout(tell, Math.max(0, told + everyMs - Date.now()))
  }
  async function tell(): Promise<void> {
    const ids = [...jobs]
    jobs.clear()
    const views = (await Promise.all(ids.map(view)))
      .filter((one) => one !== undefined)
      .filter(({ id }) => !gone.has(id))
    if (views.length > 0) publish({ is: 'changed', views })
    if (places.size > 0) publish({ is: 'touched', places: [...places.values()] })
    places.clear()
    due = undefined
    told = Date.now()
    for (const job of moving()) jobs.add(job)
    if (jobs.size + places.size > 0) schedule()
  }
  return {
    changed(job) {
      jobs.add(job)
      schedule()
    },
    touched(place) {
      places.set(`${place.account} ${place.bucket} ${place.prefix}`, place)
      schedule()
    },
    /** A picture that was taken before must not bring it back. */
    removed(job) {
      gone.add(job)
      publish({ is: 'removed', job })
    },
  }
}
