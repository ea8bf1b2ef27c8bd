/**
 * One reading for all who ask before it begins. Who asks while one is under way gets the next: what they came to know may not be in the one
 * that began before.
 */
export function readTogether<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  const begin = () => {
    next = undefined
    const reading = read()
    underWay = reading.catch(() => {})
    return reading
  }
  return () => {
    next ??= underWay.then(begin)
    return next
  }
}
