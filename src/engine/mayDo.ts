import type { Right } from '../oss/rights.ts'
import { type Deed, type Need, needs, type Side, type When } from './needs.ts'
import type { Verdicts } from './single/probe.ts'

/** What a key may do at a place. `except`: the cases in which it lacks a right after all. */
export type MayDo = {
  deed: Deed
  side: Exclude<Side, 'account'>
  is: 'may' | 'mayNot' | 'notKnown'
  except: When[]
  lacks: Right[]
}

/** Not about what lies at a place, or said by what is: who may copy and delete there may relay there, and undo that. */
const elsewhere: readonly Deed[] = ['makeBucket', 'removeBucket', 'relay', 'relayMove', 'undoCopy', 'undoMove']

/** Each deed, and where it reads and writes different places each side of it by itself; what is no more than preferred is left out. */
export function mayDo(verdicts: Verdicts): MayDo[] {
  const deeds = (Object.keys(needs) as Deed[]).filter((deed) => !elsewhere.includes(deed))
  return deeds.flatMap((deed) => {
    const all: Need[] = needs[deed].filter((need: Need) => need.on !== 'account' && !need.isPreferred)
    const sides = [...new Set(all.map(({ on }) => on as MayDo['side']))]
    return sides.map((side) => ({
      deed,
      side,
      ...judged(
        all.filter(({ on }) => on === side),
        verdicts,
      ),
    }))
  })
}

function judged(all: Need[], verdicts: Verdicts): Pick<MayDo, 'is' | 'except' | 'lacks'> {
  const of = ({ action }: Need) => verdicts[action] ?? { is: 'notKnown' as const }
  const always = all.filter(({ when }) => !when).map(of)
  const denied = all.filter((need) => of(need).is === 'mayNot')
  const lacks = denied.flatMap((need) => {
    const verdict = of(need)
    return verdict.is === 'mayNot' ? verdict.lacks : []
  })
  if (always.some(({ is }) => is === 'mayNot')) return { is: 'mayNot', except: [], lacks }
  const except = denied.flatMap(({ when }) => when ?? [])
  return { is: always.every(({ is }) => is === 'may') ? 'may' : 'notKnown', except: [...new Set(except)], lacks }
}
