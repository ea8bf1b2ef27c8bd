import type { CorsMethod, CorsRule } from '../../oss/types.ts'

/** A rule as typed: lists are lines. */
export type RuleForm = {
  id: number
  origins: string
  methods: CorsMethod[]
  headers: string
  expose: string
  maxAge: string
  /** Of OSS's own elements what has no field here. */
  rest?: string
}
export type RuleProblem = 'origins' | 'methods' | 'star' | 'expose' | 'maxAge'

/** @see https://help.aliyun.com/zh/oss/developer-reference/putbucketcors */
export const mostRules = 10
export const corsMethods: CorsMethod[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']

export function formsOf(rules: readonly CorsRule[]): RuleForm[] {
  return rules.map(({ origins, methods, headers, expose, maxAge, rest }, id) => ({
    id,
    origins: origins.join('\n'),
    methods,
    headers: headers.join('\n'),
    expose: expose.join('\n'),
    maxAge: maxAge === undefined ? '' : String(maxAge),
    ...(rest && { rest }),
  }))
}

export function withRule(forms: readonly RuleForm[]): RuleForm[] {
  const id = 1 + Math.max(-1, ...forms.map((form) => form.id))
  return [...forms, { id, origins: '*', methods: ['GET', 'HEAD'], headers: '*', expose: 'ETag', maxAge: '' }]
}

export function ruleOf({ origins, methods, headers, expose, maxAge, rest }: RuleForm): CorsRule {
  return {
    origins: lines(origins),
    methods,
    headers: lines(headers),
    expose: lines(expose),
    ...(maxAge.trim() && { maxAge: Number(maxAge) }),
    ...(rest && { rest }),
  }
}

export function ruleProblem(form: RuleForm): RuleProblem | undefined {
  const { origins, methods, headers, expose } = ruleOf(form)
  if (origins.length === 0) return 'origins'
  if (methods.length === 0) return 'methods'
  if ([...origins, ...headers].some((pattern) => pattern.split('*').length > 2)) return 'star'
  if (expose.some((name) => name.includes('*'))) return 'expose'
  return /^\d{0,9}$/.test(form.maxAge.trim()) ? undefined : 'maxAge'
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
