/**
 * The same things in strides: neighbours in a sorted listing lie on one partition of the store, and a row of them would heat it
 * (docs/oss/limits.md#rates).
 */
export function interleaved<T>(sorted: T[], strides = 16): T[] {
  return Array.from({ length: strides }, (_, first) => sorted.filter((_, at) => at % strides === first)).flat()
}
