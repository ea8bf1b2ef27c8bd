/** Lets the lanes of a job wait for tasks that are still being planned. */
export type Feed = {
  /** Something was added. */
  tell: () => void
  end: () => void
  mark: () => number
  /** True as soon as something was added since the mark; false if nothing more comes. */
  beyond: (mark: number) => Promise<boolean>
}

export function createFeed(): Feed {
  let told = 0
  let ended = false
  let waiting: (() => void)[] = []
  const wake = () => {
    const woken = waiting
    waiting = []
    for (const go of woken) go()
  }
  return {
    tell() {
      told++
      wake()
    },
    end() {
      ended = true
      wake()
    },
    mark: () => told,
    async beyond(mark) {
      while (told === mark && !ended) await new Promise<void>((resolve) => waiting.push(resolve))
      return told > mark
    },
  }
}

/** Of a plan that is whole. */
export function endedFeed(): Feed {
  const feed = createFeed()
  feed.end()
  return feed
}
