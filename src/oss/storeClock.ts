/** What time it is at the store, as its answers tell. */
export type StoreClock = {
  /** How far the store's time is ahead of this computer's, in ms; 0 until the store refused a request for its time. */
  offset: () => number
  /** The store's time of an answer that refused the time with which a request was signed; ms since 1970. */
  learn: (storeTime: number) => void
}

/** The clock of one account: signatures carry the time, and OSS takes them for 15 minutes only. */
export function createStoreClock(): StoreClock {
  let offset = 0
  return {
    offset: () => offset,
    learn(storeTime) {
      offset = storeTime - Date.now()
    },
  }
}
