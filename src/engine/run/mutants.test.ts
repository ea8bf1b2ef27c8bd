import { expect, test } from 'vitest'
import { mutantsOf } from '../../../test/mutants.ts'

/** The mutation of the deciding functions is only as good as its mutants. */

const changes = (code: string) => mutantsOf(code).map(({ line, from, to }) => `${line}: ${from} -> ${to}`)

test('each condition is turned round by itself', () => {
  expect(changes('if (a === 1 && !b) c()')).toEqual([
    '1: a === 1 && !b -> !(a === 1 && !b)',
    '1: a === 1 -> a !== 1',
    '1:  &&  ->  || ',
    '1: !b -> b',
  ])
  expect(changes('const x: A =\n  y ?? z')).toEqual(['2: y ?? z -> y'])
  expect(changes('f(a < b ? c : d)')).toEqual(['1: a < b -> a >= b'])
})

test('types are no conditions, and the rest of the text stays', () => {
  expect(changes('type A = B extends C ? D : E')).toEqual([])
  expect(mutantsOf('ü()\nif (a) b()').map(({ code }) => code)).toEqual(['ü()\nif (!(a)) b()'])
})
