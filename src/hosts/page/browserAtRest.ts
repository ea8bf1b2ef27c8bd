/** A browser that has just been given a folder of many files is busy with them itself, and what a page asks of it meanwhile makes the page stand still, too. */

/** ms: an answer within that had to wait for nothing. */
const quick = 8
/** ms between two questions. */
const pause = 10
/** Fewer files keep no browser busy. */
const many = 500
/** Made beforehand: to make one the page stands still, too. */
const probe = new Blob(['.'])

/**
 * Waits until a browser that was given so many files has answered at once for some time, and tells whether it came to that. What is asked
 * for is the byte of a blob: that goes the way of a file, but the page does not stand still until it comes, as it does for the size of one.
 * `lasting`: ms without a late answer; `atMost`: ms altogether.
 */
export async function browserAtRest(files: number, lasting: number, atMost: number): Promise<boolean> {
  if (files < many) return true
  const until = performance.now() + atMost
  for (let since = performance.now(); performance.now() < until; await sleep(pause)) {
    const asked = performance.now()
    const answer = probe.arrayBuffer().then(() => true)
    if (!(await Promise.race([answer, sleep(until - asked)]))) return false
    if (performance.now() - asked > quick) since = performance.now()
    else if (performance.now() - since >= lasting) return true
  }
  return false
}

const sleep = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time))
