import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { byteString, bytesOf } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import type { CopyRequest, PortableRequest } from '../types.ts'
import { ossutilScript } from './ossutil.ts'

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const copy = (some: Partial<CopyRequest>): CopyRequest => ({
  do: 'copy',
  sources: [home('a/b.txt')],
  target: away('c/'),
  placement: 'into',
  removeSource: false,
  conflict: 'replace',
  keepAcl: false,
  ...some,
})
const commands = (request: PortableRequest) =>
  ossutilScript(request)
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
const region = '--region cn-hangzhou'
const speed = '--job 16 --parallel 4'

/** What a shell makes of a script: the arguments of each command. */
function argumentsOf(script: string): string[][] {
  const shell = `ossutil() { printf '%s\\0' "$@"; printf '\\1'; }\n${script}`
  const calls = execFileSync('sh', ['-c', shell], { encoding: 'utf8' }).split('\u0001').slice(0, -1)
  return calls.map((call) => call.split('\0').slice(0, -1))
}

describe('a copy', () => {
  test('of an object, and of a prefix', () => {
    expect(commands(copy({ sources: [home('a/b.txt'), home('a/dir/')] }))).toEqual([
      `ossutil cp oss://home/a/b.txt oss://away/c/b.txt --copy-props default --force ${speed} ${region}`,
      `ossutil cp oss://home/a/dir/ oss://away/c/dir/ --recursive --copy-props default --force ${speed} ${region}`,
    ])
  })

  test.each([
    ['skip', '--ignore-existing'],
    ['newer', '--update'],
    ['different', '--checksum --force'],
    ['keepBoth', '--ignore-existing'],
  ] as const)('meets what exists: %s', (conflict, flags) => {
    expect(commands(copy({ conflict }))[0]).toContain(` ${flags} --job`)
  })

  test('says what ossutil does not do', () => {
    const script = ossutilScript(copy({ conflict: 'keepBoth', keepAcl: true }))
    for (const said of ['does not pin', 'own ACL', 'what exists is skipped']) expect(script).toContain(said)
    expect(ossutilScript(copy({}))).not.toContain('ACL')
  })

  test('whose places overlap is no command: `rm` would remove the copies', () => {
    const rename = { placement: 'exact', removeSource: true } as const
    for (const [from, to] of [
      ['a/', 'a/b/'],
      ['a/b/', 'a/'],
    ] as const)
      expect(commands(copy({ ...rename, sources: [home(from)], target: home(to) }))).toEqual([])
    expect(commands(copy({ ...rename, sources: [home('ab/')], target: home('a/') }))).toHaveLength(2)
  })

  test('to another region or account is no command', () => {
    expect(commands(copy({ target: { ...away('c/'), region: 'cn-qingdao' }, relay: true }))).toEqual([])
    expect(commands(copy({ target: { ...away('c/'), account: 'other' } }))).toEqual([])
  })
})

describe('a move', () => {
  test('removes only behind a copy that skips nothing', () => {
    expect(commands(copy({ removeSource: true }))).toEqual([
      `ossutil cp oss://home/a/b.txt oss://away/c/b.txt --copy-props default --force ${speed} ${region} &&`,
      `  ossutil rm oss://home/a/b.txt --force ${region}`,
    ])
    const careful = ossutilScript(copy({ removeSource: true, conflict: 'skip' }))
    expect(careful).toContain('\n# ossutil rm oss://home/a/b.txt')
    expect(argumentsOf(careful).map(([verb]) => verb)).toEqual(['cp'])
  })

  test('takes what lies below another source with that, as the job does', () => {
    const sources = [home('a/x'), home('a/')]
    const addresses = (request: PortableRequest) =>
      argumentsOf(ossutilScript(request)).map(([, from, to]) => [from, to])
    expect(addresses(copy({ sources, removeSource: true }))[0]).toEqual(['oss://home/a/', 'oss://away/c/a/'])
    expect(addresses({ do: 'remove', sources }).map(([from]) => from)).toEqual(['oss://home/a/'])
    expect(addresses(copy({ sources }))).toHaveLength(2)
  })
})

describe('odd keys arrive whole', () => {
  test.each(["it's a $HOME `x` !!", '中文 目录/a b+c%?#.txt', '-rf', '"&|;<>*?[]{}\\', '😀~'])('%s', (name) => {
    const [[verb, source, target] = []] = argumentsOf(ossutilScript(copy({ sources: [home(name)] })))
    expect([verb, source, target]).toEqual(['cp', `oss://home/${name}`, `oss://away/c/${name.split('/').at(-1)}`])
  })

  test.each(['\n', 'a\nrm -rf x', '\u0001\t\u007f'])('control characters travel encoded: %j', (name) => {
    const script = ossutilScript(copy({ sources: [home(name)], removeSource: true, conflict: 'skip' }))
    const [[, source, target, ...flags] = [], ...others] = argumentsOf(script)
    expect([source, target].map((address) => decodeURIComponent(address ?? ''))).toEqual([
      `oss://home/${name}`,
      `oss://away/c/${name}`,
    ])
    expect(flags).toContain('--encoding-type')
    expect(others).toEqual([])
  })
})

describe('an edit', () => {
  test('sets, removes, tags', () => {
    const change = {
      headers: { 'Cache-Control': bytesOf('max-age=60, public'), 'Content-Language': bytesOf('zh'), Expires: null },
      meta: { New: bytesOf('a,"b"'), author: null },
      tags: [{ key: 'k', value: 'v 2' }],
      acl: 'private' as const,
      storageClass: 'IA' as const,
    }
    const request: PortableRequest = { do: 'change', sources: [home('dir/')], change }
    expect(argumentsOf(ossutilScript(request)).map((words) => words.slice(3))).toEqual([
      [
        ...['--cache-control', 'max-age=60, public', '--metadata', '"x-oss-meta-new=a,""b"""'],
        ...['--metadata-directive', 'update', '--tagging', 'k=v 2', '--tagging-directive', 'replace'],
        ...['--acl', 'private', '--storage-class', 'IA', '--force', '--region', 'cn-hangzhou'],
      ],
      ['--metadata', 'x-oss-meta-author=', '--metadata-directive', 'delete', '--force', '--region', 'cn-hangzhou'],
    ])
    expect(ossutilScript(request)).toContain('# It cannot set Content-Language.\n# It cannot remove Expires.')
  })

  test('values are text, and what is none stands in a comment', () => {
    const meta = { utf8: bytesOf('报告'), gbk: byteString('\xb1\xa8') }
    const script = ossutilScript({ do: 'change', sources: [home('a')], change: { meta } })
    expect(argumentsOf(script)[0]?.slice(2, 4)).toEqual(['--metadata', 'x-oss-meta-utf8=报告'])
    expect(script).toContain('# It takes text, which gbk is not here')
  })

  test('no tags at all', () => {
    const [line] = commands({ do: 'change', sources: [home('a')], change: { tags: [] } })
    expect(line).toContain('--tagging-directive purge')
  })
})

test('a removal', () => {
  expect(commands({ do: 'remove', sources: [home('a'), away('')] })).toEqual([
    `ossutil rm oss://home/a --force ${region}`,
    `ossutil rm oss://away/ --recursive --force ${region}`,
  ])
})
