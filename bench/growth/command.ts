import { commandPeaks } from '../command.ts'
import type { Figure } from './figures.ts'

const FEW = 20_000
const MANY = Number(process.env.MANY ?? 100_000)

/** The most memory of the command, by the number of objects that it copies. `MANY=300000` takes some minutes more. */
export async function command(): Promise<Figure[]> {
  const [few = 1, many = 0] = await commandPeaks([FEW, MANY])
  return [
    { what: `memory of the command at ${FEW} objects`, is: few, unit: 'MiB' },
    { what: `memory of the command at ${MANY}, of that`, is: many / few, unit: '', most: 1.1 },
  ]
}
