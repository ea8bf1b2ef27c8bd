import type { Row } from '../listing/rows.ts'
import { addCounts, counted } from './counted.ts'
import type { Measure } from './measures.ts'

const order = ['failed', 'walking', 'stopped', 'done'] as const

/** Several measures and chosen objects as one; as complete as the least complete of them. What was not counted is not complete. */
export function sumOf(measures: readonly (Measure | undefined)[], rows: readonly (Pick<Row, 'is'> | Row)[]): Measure {
  const objects = counted(rows.filter((row) => row.is === 'object') as Extract<Row, { is: 'object' }>[])
  const sum = measures.reduce((all, each) => (each ? addCounts(all, each) : all), objects)
  const states = measures.map((each) => each?.state ?? 'stopped')
  const problem = measures.find((each) => each?.problem)?.problem
  return { ...sum, state: order.find((state) => states.includes(state)) ?? 'done', ...(problem && { problem }) }
}
