import i18next from 'i18next'
import { expect, test, vi } from 'vitest'
import { findWay } from '../oss/direct/way.ts'
import { OssError } from '../oss/errors.ts'
import { explain } from './explain.ts'
import { resourcesOf } from './i18n.ts'

/** What a person reads in a page that no gateway serves. */

test('no answer is not laid to a program that does not serve this page', async () => {
  await i18next.init({ resources: { en: resourcesOf('en') }, keySeparator: false })
  const facts = { kind: 'network', code: 'NetworkError', message: 'Failed to fetch' } as const
  const lost = new OssError({ ...facts, operation: 'ListObjectsV2', resource: 'oss://home/' })
  const advice = () => explain(lost, i18next.getFixedT('en', 'errors')).advice
  expect(advice()).toContain('npm start')
  vi.stubGlobal('location', { pathname: '/' })
  vi.stubGlobal('fetch', async () => new Response(null))
  expect(await findWay()).toBe('direct')
  expect(advice()).toMatch(/the browser blocks the request/)
  expect(advice()).not.toContain('npm start')
  vi.unstubAllGlobals()
})
