import { describe, expect, test } from 'vitest'
import type { CorsRule } from '../store/types.ts'
import { corsHeaders, preflightHeaders } from './cors.ts'

const rule = (more: Partial<CorsRule> = {}): CorsRule => ({
  origins: ['https://ferry.example'],
  methods: ['GET', 'PUT'],
  headers: ['x-oss-*', 'Authorization'],
  expose: ['ETag', 'x-oss-request-id'],
  maxAgeSeconds: 600,
  ...more,
})
const ORIGIN = { origin: 'https://ferry.example' }

function preflight(rules: CorsRule[] | undefined, headers: Record<string, string>, responseVary?: boolean) {
  const cors = rules && { rules, ...(responseVary !== undefined && { responseVary }) }
  const method = { 'access-control-request-method': 'PUT' }
  return preflightHeaders(cors, new Map(Object.entries({ ...method, ...headers })))
}

describe('preflight', () => {
  test('a match echoes the origin and the wanted headers, and lists methods and exposed headers', () => {
    const wanted = { 'access-control-request-headers': 'authorization, X-OSS-Copy-Source' }
    expect(preflight([rule()], { ...ORIGIN, ...wanted })).toEqual({
      'access-control-allow-origin': 'https://ferry.example',
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'authorization, X-OSS-Copy-Source',
      'access-control-expose-headers': 'ETag, x-oss-request-id',
      'access-control-max-age': '600',
    })
  })

  test('the origin * is answered as *; nothing that the rule lacks is answered', () => {
    const { maxAgeSeconds: _, ...bare } = rule({ origins: ['*'], expose: [] })
    expect(preflight([bare], ORIGIN)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, PUT',
    })
  })

  test('the first rule that matches all three decides', () => {
    const rules = [
      rule({ origins: ['https://other.example'], maxAgeSeconds: 1 }),
      rule({ methods: ['GET'], maxAgeSeconds: 2 }),
      rule({ headers: ['content-type'], maxAgeSeconds: 3 }),
      rule({ maxAgeSeconds: 4 }),
      rule({ maxAgeSeconds: 5 }),
    ]
    const headers = { ...ORIGIN, 'access-control-request-headers': 'x-oss-date' }
    expect(preflight(rules, headers)['access-control-max-age']).toBe('4')
  })

  test.each([
    ['https://*.example', 'https://a.b.example', true],
    ['https://*.example', 'https://.example', true],
    ['https://*.example', 'http://a.example', false],
    ['http://localhost:*', 'http://localhost:5173', true],
    ['aba*aba', 'aba', false],
    ['https://a.example', 'https://a.example.evil', false],
    ['*', 'null', true],
  ])('the origin %s and %s', (pattern, origin, allowed) => {
    const ask = () => preflight([rule({ origins: [pattern] })], { origin })
    if (allowed) expect(ask()['access-control-allow-origin']).toBe(pattern === '*' ? '*' : origin)
    else expect(ask).toThrow(expect.objectContaining({ code: 'AccessForbidden', status: 403 }))
  })

  test.each([
    ['no rules', undefined, ORIGIN],
    ['another origin', [rule()], { origin: 'https://other.example' }],
    ['another method', [rule()], { ...ORIGIN, 'access-control-request-method': 'DELETE' }],
    [
      'one header of three',
      [rule()],
      { ...ORIGIN, 'access-control-request-headers': 'x-oss-date,range,authorization' },
    ],
    ['no allowed headers', [rule({ headers: [] })], { ...ORIGIN, 'access-control-request-headers': 'x-oss-date' }],
  ])('refused: %s', (_what, rules, headers) => {
    expect(() => preflight(rules, headers)).toThrow(
      expect.objectContaining({
        code: 'AccessForbidden',
        status: 403,
        message: expect.stringMatching(/^CORSResponse: This CORS request is not allowed\./),
      }),
    )
  })

  test('without Origin or the method it is a bad request', () => {
    expect(() => preflight([rule()], {})).toThrow('Insufficient information. Origin request header needed.')
    const noMethod = { ...ORIGIN, 'access-control-request-method': '' }
    expect(() => preflight([rule()], noMethod)).toThrow(
      'Insufficient information. Request Access-Control-Request-Method header needed.',
    )
  })

  test('ResponseVary adds Vary, to refusals too', () => {
    expect(preflight([rule()], ORIGIN, true).vary).toBe('Origin')
    expect(preflight([rule()], ORIGIN, false).vary).toBeUndefined()
    expect(() => preflight([rule()], { origin: 'x' }, true)).toThrow(
      expect.objectContaining({ headers: { vary: 'Origin' } }),
    )
  })
})

describe('other requests', () => {
  const added = (headers: Record<string, string>, method = 'GET', responseVary = false) =>
    corsHeaders({ rules: [rule()], responseVary }, { method, headers: new Map(Object.entries(headers)) })

  test('a match adds the headers of its rule', () => {
    expect(added({ ...ORIGIN, 'x-anything': 'is not asked about' })).toEqual({
      'access-control-allow-origin': 'https://ferry.example',
      'access-control-allow-methods': 'GET, PUT',
      'access-control-expose-headers': 'ETag, x-oss-request-id',
      'access-control-max-age': '600',
    })
  })

  test('no origin, another one, another method, no rules: nothing', () => {
    expect(added({})).toEqual({})
    expect(added({ origin: 'https://other.example' })).toEqual({})
    expect(added(ORIGIN, 'DELETE')).toEqual({})
    expect(corsHeaders(undefined, { method: 'GET', headers: new Map(Object.entries(ORIGIN)) })).toEqual({})
  })

  test('ResponseVary adds Vary whatever the request', () => {
    expect(added({}, 'GET', true)).toEqual({ vary: 'Origin' })
  })
})
