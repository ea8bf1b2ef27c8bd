import fc from 'fast-check'
import { expect, test } from 'vitest'
import { all, descendant, escapeXml, readEach, readXml, text } from './xml.ts'

test('reads elements, text and references', () => {
  const root = readXml(
    '<?xml version="1.0"?>\n<A xmlns="x">\n <B>1 &lt; 2 &amp;#x1; &#x1;&#128512;&quot;</B><C/><B></B><D><E>e</E></D></A>',
  )
  expect(root.name).toBe('A')
  expect(all(root, 'B').map((element) => element.text)).toEqual(['1 < 2 &#x1; \u0001😀"', ''])
  expect(descendant(root, 'D', 'E')?.text).toBe('e')
  expect([text(root, 'C'), text(root, 'X')]).toEqual(['', undefined])
})

test.each(['', 'not found', '<a>', '<a></b>', '<a></a></b>', '{"a":1}'])('%j is refused', (source) => {
  expect(() => readXml(source)).toThrow(SyntaxError)
})

test('attributes and a bracket in a text are no part of a name', () => {
  const root = readXml('<A x="1/2">\n<B y="/"/><C >a > b</C ><!-- c --></A>')
  expect(root.children.map(({ name, text }) => [name, text])).toEqual([
    ['B', ''],
    ['C', 'a > b'],
  ])
})

test('what is escaped is read back', () => {
  const key = 'a<b>&"\'\r\n\t\u0001中😀'
  expect(readXml(`<K>${escapeXml(key)}</K>`).text).toBe(key)
})

test('a listing of 1000 keys is read in one pass', () => {
  const rows = Array.from({ length: 1000 }, (_, n) => `<Contents><Key>k${n}</Key><Size>${n}</Size></Contents>`)
  expect(all(readXml(`<L>${rows.join('')}</L>`), 'Contents')).toHaveLength(1000)
})

test('the elements of a list are read by themselves, and the rest without them', () => {
  const one = '<C><Key>a&amp;b&lt;</Key><Owner><ID>1</ID></Owner><Size>7</Size><Empty></Empty><None/></C>'
  const source = `<?xml version="1.0"?>\n<L>\n<More>true</More>${one}<P><Prefix>x/</Prefix></P>\n${one}</L>`
  const { each, rest } = readEach(source, 'C')
  expect(each).toMatchObject([
    { Key: 'a&b<', ID: '1', Size: '7', Empty: '' },
    { Key: 'a&b<', ID: '1', Size: '7', Empty: '' },
  ])
  expect(rest.children.map(({ name }) => name)).toEqual(['More', 'P'])
  for (const cut of [source.indexOf('Size'), source.length - 2])
    expect(() => readEach(source.slice(0, cut), 'C')).toThrow(SyntaxError)
  expect(readEach('<L></L>', 'C')).toEqual({ each: [], rest: { name: 'L', text: '', children: [] } })
})

test.each([
  '<L><C><Key>a</C></L>',
  '<L><C><Key>a</Key><Size>7</C></L>',
  '<L><C><Key</C></L>',
  '<L><C><Key>a</Kei></C></L>',
  '<L><C><C></C></C></L>',
  '<L><C></C',
  '<L><C><a</C>',
])('a list that is cut or does not nest is refused and ends: %s', (source) => {
  expect(() => readEach(source, 'C')).toThrow(SyntaxError)
})

test('whatever is cut out of a list, or put into it, reading it ends: with what was said, or with an error', () => {
  const one = '<C><Key>a&amp;b</Key><Owner><ID>1</ID></Owner><Size>7</Size><None/></C>'
  const source = `<L><More>true</More>${one.repeat(2)}<P><Prefix>x/</Prefix></P></L>`
  const places = fc.nat(source.length)
  const put = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('<', '>', '</', '/>', '<C>', '</C>', '</L>', '&#x0;'),
  )
  fc.assert(
    fc.property(places, places, put, (from, to, text) => {
      const broken = source.slice(0, Math.min(from, to)) + text + source.slice(Math.max(from, to))
      try {
        expect(readEach(broken, 'C').rest.name).not.toBe('')
      } catch (error) {
        expect(error).toSatisfy((found) => found instanceof SyntaxError || found instanceof RangeError)
      }
    }),
    { numRuns: 2000 },
  )
})
