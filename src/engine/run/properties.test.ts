import fc from 'fast-check'
import { expect, test } from 'vitest'
import { away, finish, home, lookAt, setUp, tasksIn } from '../../../test/crash.ts'
import { leftovers } from '../../../test/judge.ts'
import { caseOf, expected, places, type Small } from '../../../test/model.ts'
import { type Disturbance, undisturbed } from '../../../test/mortal.ts'

/** Random small requests and faults against a model in memory. A run that fails prints its seed, and the smallest input that fails. */

const names = ['a', 'b c', '中+%2F', 'x/', 'x/a', 'x/y/é', '..', '😀', 'a (1)', '&<>"']
const bodies = fc.constantFrom('one', 'two', '')
const someObjects = (minKeys: number) => fc.dictionary(fc.constantFrom(...names), bodies, { minKeys, maxKeys: 4 })
const anyRequest: fc.Arbitrary<Small> = fc.record({
  kind: fc.constantFrom('copy', 'move', 'edit', 'class'),
  conflict: fc.constantFrom('replace', 'skip', 'keepBoth', 'newer', 'different', 'ask'),
  keepAcl: fc.boolean(),
  from: fc.constantFrom(home('p/'), home('p/x/')),
  to: fc.constantFrom(home('q/'), away('p/'), home('p/x/deep/')),
  sources: someObjects(1),
  targets: someObjects(0),
})
/** What stands below both would be read and written over by one request: the plan refuses that. */
const requests = anyRequest.map((small) =>
  small.to.key.startsWith(small.from.key) && small.to.bucket === 'home' ? { ...small, targets: {} } : small,
)
const disturbances: fc.Arbitrary<Disturbance> = fc.oneof(
  fc.constant(undisturbed),
  fc.record({ at: fc.integer({ min: 1, max: 40 }), as: fc.constantFrom('before', 'after', 'lost') }),
)
/** ms. The machine's speed says how many runs that are. */
const time = 8_000

test('a request comes to what the model says, whatever goes wrong once', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(requests, disturbances, async (small, disturbance) => {
    const one = caseOf(small)
    const attempt = await setUp(one, disturbance)
    const wanted = expected(small, factsIn(await lookAt({ places })))
    expect(await finish(attempt, one)).toBe('ended')
    const end = await lookAt({ places })
    expect(Object.fromEntries(factsIn(end))).toEqual(Object.fromEntries(wanted))
    expect(leftovers(end, undefined, attempt.trace)).toEqual([])
    const open = (await tasksIn(attempt.journal)).map(({ state }) => state)
    expect(open.filter((state) => !['done', 'skipped', 'conflict'].includes(state))).toEqual([])
  })
  await fc.assert(property, { interruptAfterTimeLimit: time, numRuns: 1000 })
})

const factsIn = ({ objects }: Awaited<ReturnType<typeof lookAt>>) =>
  new Map([...objects].map(([place, { facts }]) => [place, facts]))
