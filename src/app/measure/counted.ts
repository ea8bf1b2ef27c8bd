import { ownValue } from '../../oss/ownValue.ts'
import type { Listed } from '../../oss/types.ts'
import type { Measure, Totals } from './measures.ts'

export type Counted = Pick<Measure, 'objects' | 'bytes' | 'classes'>

/** Objects and bytes, also by class. */
export function counted(objects: readonly Pick<Listed, 'size' | 'storageClass'>[]): Counted {
  const sum: Counted = { objects: 0, bytes: 0, classes: {} }
  for (const { size, storageClass } of objects) {
    const inClass = ownValue<Totals | undefined>(sum.classes, storageClass) ?? { objects: 0, bytes: 0 }
    sum.classes[storageClass] = inClass
    for (const totals of [sum, inClass]) {
      totals.objects += 1
      totals.bytes += size
    }
  }
  return sum
}

export function addCounts(one: Counted, other: Counted): Counted {
  const classes = { ...one.classes }
  for (const [name, totals] of Object.entries(other.classes) as [keyof typeof classes, Totals][]) {
    classes[name] = plus(ownValue<Totals | undefined>(classes, name) ?? { objects: 0, bytes: 0 }, totals)
  }
  return { ...plus(one, other), classes }
}

function plus(one: Totals, other: Totals): Totals {
  return { objects: one.objects + other.objects, bytes: one.bytes + other.bytes }
}
