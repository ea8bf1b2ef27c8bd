/** How many requests may be in flight: where it begins, and never more than. */
export type Limits = { least: number; most: number }

/** The limit of one bucket, from what becomes of its requests. All times in ms. */
export type AdaptiveLimit = {
  limit: () => number
  /** A request was answered, but not with what was asked: the store takes requests. */
  admitted: () => void
  /** A request succeeded; `took` from its sending on. */
  succeeded: (took: number, bytes: number) => void
  /** The store said that it takes no more for now. Tells how long nothing should be sent; 0 while it takes others. */
  refused: () => number
}

/** A share of refusals that is no reason to send less: the limit has to touch what the store takes to know it. */
const usual = 0.1
/** Above this share nothing but the load is looked for. */
const loaded = 0.6
/** Of what the store has taken, what is sent after it refused more than that. */
const less = 0.8
/** As many refusals one behind the other, or a whole limit of them: the store takes nothing. */
const inRow = 24
/** One at a time goes to see whether it takes requests again, at first after this, at last once in a second. */
const probe = { first: 125, last: 1000 }
/** So much has to be seen before it is judged. */
const seen = { answers: 24, time: 500 }
/** Additive growth: one more at most once in this time, and less than one where one more is much. */
const growEvery = 250

/**
 * Grows by doublings while answers take no longer than they did, until the store refuses more than a few of them. Then it goes back to less
 * than what was taken, and grows by one at a time. If with less in flight the same share is refused, load is not the reason, and what was
 * taken back is given again. If all are refused, one goes at a time, and then half of what there was.
 */
export function createAdaptiveLimit(limits: Limits, now: () => number): AdaptiveLimit {
  const paces = new Map<number, ReturnType<typeof createRounds>>()
  let limit = limits.least
  /** It was throttled: what was taken back is not given again at once. */
  let isSteady = false
  let grewAt = 0
  let row = 0
  /** Set while one goes at a time: how long between two, and how many there may be at once when that is over. */
  let probing: { pause: number; after: number } | undefined
  let span = { began: now(), answers: 0, refused: 0 }
  let before: { share: number; limit: number; isSteady: boolean } | undefined
  let tolerated = usual

  const judge = () => {
    if (span.answers < seen.answers || now() - span.began < seen.time) return
    const share = span.refused / span.answers
    span = { began: now(), answers: 0, refused: 0 }
    if (before && before.share <= loaded && isAlike(share, before.share)) giveBack(before, share)
    else if (share > tolerated) takeBack(share)
    else {
      before = undefined
      tolerated = Math.max(usual, tolerated * 0.99)
    }
  }
  const takeBack = (share: number) => {
    before = { share, limit, isSteady }
    limit = Math.max(1, limit * (1 - share) * less)
    isSteady = true
  }
  const giveBack = (past: { share: number; limit: number; isSteady: boolean }, share: number) => {
    limit = past.limit
    isSteady = past.isSteady
    tolerated = 1.5 * Math.max(share, past.share)
    before = undefined
  }
  /** What was refused while one went at a time says nothing of now. */
  const takeUp = (after: number) => {
    limit = Math.max(1, after)
    probing = undefined
    before = undefined
    span = { began: now(), answers: 0, refused: 0 }
  }
  const admitted = () => {
    row = 0
    if (probing) takeUp(probing.after)
    span.answers++
    judge()
  }
  const grow = (factor: number) => {
    if (factor < 1) limit = Math.max(Math.min(limit, limits.least), limit * factor)
    else if (!isSteady) limit = Math.min(limits.most, limit * factor)
    else if (factor > 1 && now() - grewAt >= growEvery) {
      limit = Math.min(limits.most, limit + Math.min(1, limit / 8))
      grewAt = now()
    }
  }
  return {
    limit: () => (probing ? 1 : Math.max(1, Math.min(Math.floor(limit), limits.most))),
    admitted,
    succeeded(took, bytes) {
      admitted()
      const pace = paces.get(sizeClass(bytes)) ?? createRounds()
      paces.set(sizeClass(bytes), pace)
      const factor = pace(took, limit)
      if (factor) grow(factor)
    },
    refused() {
      span.answers++
      span.refused++
      row++
      if (probing) probing.pause = Math.min(probe.last, probing.pause * 2)
      else if (row >= Math.max(inRow, limit)) {
        probing = { pause: probe.first, after: limit / 2 }
        isSteady = true
      } else judge()
      return probing?.pause ?? 0
    },
  }
}

/** Whether two shares of refusals are the same, as far as so few requests tell. */
const isAlike = (share: number, before: number) => share >= before * 0.7 && share <= before * 1.4

/** Requests that move about as many bytes: up to a MiB, then by doublings. */
const sizeClass = (bytes: number) => Math.max(0, Math.ceil(Math.log2(bytes / 1024 ** 2)))

/** How much longer than the best a round may take before the limit stays, and before it shrinks. */
const hold = 2.5
const slow = 6
/** Below this many milliseconds a difference says nothing. */
const least = 20

/**
 * Judges answers of one kind by rounds, each of as many as the limit, against the best round so far: tells by which factor the limit
 * changes after this answer, or undefined within a round.
 */
function createRounds() {
  let answers = 0
  let total = 0
  let best = Number.POSITIVE_INFINITY
  return (took: number, limit: number): number | undefined => {
    answers++
    total += took
    if (answers < limit) return undefined
    const mean = total / answers
    answers = 0
    total = 0
    // The best is forgotten slowly, so that one lucky round doesn't hold the limit down for ever.
    best = Math.min(mean, best * 1.1)
    if (mean > Math.max(slow * best, least)) return 0.9
    return mean > Math.max(hold * best, least) ? 1 : 2
  }
}
