import { beforeEach, describe, expect, test, vi } from 'vitest'

/** Modules read the storage when they are loaded. */
const held = new Map<string, string>()
const storage = {
  getItem: (name: string) => held.get(name) ?? null,
  setItem: (name: string, text: string) => held.set(name, text),
  removeItem: (name: string) => held.delete(name),
}
beforeEach(() => {
  held.clear()
  vi.resetModules()
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('window', { localStorage: storage })
  vi.stubGlobal('sessionStorage', storage)
  vi.stubGlobal('location', { hash: '#/photos/' })
  vi.stubGlobal('history', { state: null, replaceState: () => {} })
  vi.stubGlobal('addEventListener', () => {})
})

const wrong = [
  'no JSON',
  'null',
  '1',
  '{"state":null,"version":0}',
  '{"state":[],"version":0}',
  '{"state":{"tabs":[],"active":"x","sort":"name","hidden":null,"widths":[],"layout":"cards"},"version":0}',
  '{"state":{"tabs":[{"id":1}],"active":"x","sort":{"by":"__proto__","isDown":1},"hidden":["size",2]},"version":0}',
  '{"state":{"tabs":[{"id":"x","hash":"javascript:alert(1)"}],"active":"x","widths":{"size":"1e9"}},"version":0}',
  '{"state":{"__proto__":{"tabs":[]}},"version":0}',
]

describe('what else lies in the storage is as if it were not there', () => {
  test.each(wrong)('the tabs: %s', async (text) => {
    held.set('ferry.tabs', text)
    const { useTabs } = await import('../app/places/tabs/tabs.ts')
    expect(useTabs.getState().tabs).toEqual([{ id: expect.any(String), hash: '#/photos/' }])
  })

  test.each(wrong)('the view: %s', async (text) => {
    held.set('ferry.view', text)
    const { viewOf } = await import('../app/listing/view.ts')
    expect(viewOf(0).getState()).toMatchObject({
      sort: { by: 'name', isDown: false },
      hidden: ['type'],
      layout: 'list',
    })
  })
})

test('what was kept comes back', async () => {
  const view = { sort: { by: 'size', isDown: true }, hidden: [], widths: { size: 100 }, layout: 'tiles' }
  const tabs = [{ id: 'a', hash: '#/x/' }]
  held.set('ferry.view', JSON.stringify({ state: view, version: 0 }))
  held.set('ferry.tabs', JSON.stringify({ state: { account: 'me', tabs, active: 'a' }, version: 0 }))
  const [{ viewOf }, { useTabs }] = await Promise.all([
    import('../app/listing/view.ts'),
    import('../app/places/tabs/tabs.ts'),
  ])
  expect([viewOf(0).getState(), useTabs.getState().account]).toEqual([view, 'me'])
})
