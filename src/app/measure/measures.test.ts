import { afterEach, expect, test, vi } from 'vitest'

/** What was counted belongs to an account: two clouds may have buckets of one name. */

vi.stubGlobal('location', { hash: '', href: 'http://localhost/', origin: 'http://localhost' })
vi.stubGlobal('addEventListener', () => {})
vi.stubGlobal('history', { state: null })
const { forgetMeasures, measureOf, useMeasures } = await import('./measures.ts')

const at = (account: string, key: string) => ({ account, region: 'cn-hangzhou', bucket: 'photos', key })
const counted = { objects: 1, bytes: 2, classes: {}, state: 'done' as const }
const of = () => useMeasures.getState().of

afterEach(() => useMeasures.setState({ of: new Map() }))

test('one account’s figures are not shown for the other, and are forgotten when either writes there', () => {
  useMeasures.setState({ of: new Map([['me oss://photos/a/', counted]]) })
  expect([measureOf(of(), at('me', 'a/')), measureOf(of(), at('other', 'a/'))]).toEqual([counted, undefined])
  forgetMeasures([{ ...at('other', ''), prefix: 'b/' }])
  expect(measureOf(of(), at('me', 'a/'))).toEqual(counted)
  forgetMeasures([{ ...at('other', ''), prefix: 'a/x/' }])
  expect(measureOf(of(), at('me', 'a/'))).toBeUndefined()
})
