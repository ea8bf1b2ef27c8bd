/** What a rule would do to the objects that were read: pure. */
import { holds } from '../../engine/edit/holds.ts'
import { SlowPattern } from '../../engine/edit/match.ts'
import type { When } from '../../engine/types.ts'
import type { SurveyedObject } from '../metadata/many/valueCounts.ts'

const mostSlow = 3

/** Those for which a condition holds. `isPart`: a pattern that takes too long on some is not tried on the rest. */
export function matchingObjects(
  when: When | undefined,
  objects: readonly SurveyedObject[],
): { meant: readonly SurveyedObject[]; isPart: boolean } {
  if (!when) return { meant: objects, isPart: false }
  const meant: SurveyedObject[] = []
  let slow = 0
  for (const object of objects) {
    if (slow >= mostSlow) break
    try {
      if (holds(when, object)) meant.push(object)
    } catch (error) {
      if (!(error instanceof SlowPattern)) throw error
      slow += 1
    }
  }
  return { meant, isPart: slow > 0 }
}
