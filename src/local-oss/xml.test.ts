import { describe, expect, test } from 'vitest'
import { child, children, element, escapeXml, parseXml } from './xml.ts'

const parse = (text: string) => parseXml(Buffer.from(text))

describe('parseXml', () => {
  test('reads what SDKs send: a declaration, attributes, white space, comments', () => {
    const root = parse(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>
      <!-- from an SDK -->
      <Delete xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com" a='x > y'>
        <Quiet>true</Quiet>
        <Object><Key>a &amp; b&#x4E2D;&#25991;.txt</Key></Object><Object><Key><![CDATA[<c>]]></Key></Object><Empty/>
      </Delete>\n`)
    expect(root.name).toBe('Delete')
    expect(child(root, 'Quiet')?.text).toBe('true')
    expect(children(root, 'Object').map((object) => child(object, 'Key')?.text)).toEqual(['a & b中文.txt', '<c>'])
    expect(child(root, 'Empty')).toEqual({ name: 'Empty', text: '', children: [] })
    expect(child(root, 'Missing')).toBeUndefined()
  })

  test('keeps control characters, referenced or raw: another key would be another object', () => {
    for (let code = 1; code < 32; code++) {
      const character = String.fromCharCode(code)
      expect(parse(`<Key>a&#x${code.toString(16)};b</Key>`).text).toBe(`a${character}b`)
      expect(parse(`<Key>a&#${code};b</Key>`).text).toBe(`a${character}b`)
      expect(parse(`<Key>a${character}b</Key>`).text).toBe(`a${character}b`)
    }
  })

  test.each([
    ['nothing', ''],
    ['no element', 'hello'],
    ['text before', 'x<a/>'],
    ['text behind', '<a/>x'],
    ['two roots', '<a/><b/>'],
    ['an open element', '<a><b></b>'],
    ['a wrong end', '<a><b></a></b>'],
    ['an end only', '</a>'],
    ['a bare ampersand', '<a>b & c</a>'],
    ['an open reference', '<a>&lt</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a property of every object as entity', '<a>&constructor;</a>'],
    ['U+0000', '<a>&#0;</a>'],
    ['a surrogate', '<a>&#xD800;</a>'],
    ['beyond Unicode', '<a>&#x110000;</a>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['an attribute without a value', '<a b/>'],
    ['a bad name', '<1a/>'],
    ['an open comment', '<a><!-- </a>'],
    ['open CDATA', '<a><![CDATA[ </a>'],
    ['CDATA outside', '<![CDATA[x]]><a/>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a bomb', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'],
    ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>'],
    ['17 levels', `${'<a>'.repeat(17)}${'</a>'.repeat(17)}`],
    ['a million levels', '<a>'.repeat(1_000_000)],
  ])('refuses %s', (_what, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'MalformedXML', status: 400 }))
  })

  test('takes 16 levels', () => {
    expect(parse(`${'<a>'.repeat(16)}${'</a>'.repeat(16)}`).name).toBe('a')
  })

  test('refuses bytes that are not UTF-8', () => {
    const body = Buffer.from('<Key>\xff</Key>', 'latin1')
    expect(() => parseXml(body)).toThrow(expect.objectContaining({ code: 'MalformedXML' }))
  })

  test.each([
    ['white space in a tag', `<a${' '.repeat(2_000_000)}`],
    ['attributes', `<a${' b="c"'.repeat(300_000)}`],
    ['ampersands', `<a>${'&'.repeat(2_000_000)}`],
    ['text', `<a>${'x'.repeat(2_000_000)}</a>`],
    ['comments', `<a>${'<!-- -->'.repeat(250_000)}</a>`],
  ])('2 MB of %s take no quadratic time, which would be hours', (_what, text) => {
    try {
      parse(text)
    } catch (error) {
      expect(error).toMatchObject({ code: 'MalformedXML' })
    }
  })
})

describe('output', () => {
  test('every character that XML can hold comes back from the parser', () => {
    const characters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code + 1)).join('')
    const held = characters.replace(/[^\t\n\r\x20-\uFFFF]/g, '')
    const text = `${held} 中文 🚢`
    expect(parse(element('Key', escapeXml(text))).text).toBe(text)
  })

  test('markup is escaped, and what no XML can hold is replaced', () => {
    expect(escapeXml(`a<b>&"'\x01\x1F\r\n`)).toBe('a&lt;b&gt;&amp;&quot;&apos;\ufffd\ufffd&#xD;\n')
    expect(element('A', element('B', ''))).toBe('<A><B></B></A>')
  })
})
