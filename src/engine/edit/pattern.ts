import { ownValue } from '../../oss/ownValue.ts'

/**
 * The grammar of find and replace: what means in JavaScript with the flag `u` what it means here. Backreferences and looking around are no part
 * of it: nothing that is could take more time than its length times the value's (`match.ts`).
 */

export type Test = (character: string) => boolean
export type Place = 'start' | 'end' | 'edge' | 'noEdge'
export type Node =
  | { is: 'one'; of: Test }
  | { is: 'at'; place: Place }
  | { is: 'all'; parts: Node[] }
  | { is: 'any'; parts: Node[] }
  | { is: 'group'; n: number; part: Node }
  | Repeat
/** `lazy`: the fewest come first. */
export type Repeat = { is: 'repeat'; part: Node; least: number; most: number; lazy: boolean }

export type PatternProblem = 'syntax' | 'unsupported' | 'tooLarge'
/** `at`: where in the pattern, in characters. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  readonly problem: PatternProblem
  readonly at: number
  constructor(problem: PatternProblem, at: number) {
    super(`The pattern is ${problem} at ${at}`)
    this.problem = problem
    this.at = at
  }
}

/** Characters of a pattern. */
const longest = 512

/** `groups`: how many parts a replacement may name, without the whole. @throws PatternError */
export function readPattern(pattern: string): { root: Node; groups: number } {
  const characters = [...pattern]
  if (characters.length > longest) throw new PatternError('tooLarge', longest)
  const reader = new Reader(characters)
  const root = reader.choice()
  if (!reader.ended) throw reader.wrong()
  return { root, groups: reader.groups }
}

const digit: Test = (c) => c >= '0' && c <= '9'
export const isWord: Test = (c) => /^\w$/.test(c)
const space: Test = (c) => /^\s$/u.test(c)
const classes: Record<string, Test> = {
  d: digit,
  D: (c) => !digit(c),
  w: isWord,
  W: (c) => !isWord(c),
  s: space,
  S: (c) => !space(c),
}
const written: Record<string, string> = { t: '\t', n: '\n', r: '\r' }
const places: Record<string, Place> = { b: 'edge', B: 'noEdge' }

class Reader {
  private at = 0
  groups = 0
  /** Within `(?i:…)`. */
  private ignoresCase = false
  private readonly text: string[]
  constructor(text: string[]) {
    this.text = text
  }

  get ended(): boolean {
    return this.at >= this.text.length
  }

  wrong(problem: PatternProblem = 'syntax'): PatternError {
    return new PatternError(problem, this.at)
  }

  choice(): Node {
    const parts = [this.sequence()]
    while (this.takes('|')) parts.push(this.sequence())
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'any', parts }
  }

  private sequence(): Node {
    const parts: Node[] = []
    while (!this.ended && this.next !== '|' && this.next !== ')') parts.push(this.repeated())
    return { is: 'all', parts }
  }

  private get next(): string | undefined {
    return this.text[this.at]
  }

  private takes(character: string): boolean {
    if (this.next !== character) return false
    this.at++
    return true
  }

  private repeated(): Node {
    const part = this.single()
    const times = this.times()
    if (!times) return part
    if (part.is === 'at') throw this.wrong()
    return { is: 'repeat', part, ...times, lazy: this.takes('?') }
  }

  private times(): { least: number; most: number } | undefined {
    if (this.takes('*')) return { least: 0, most: Number.POSITIVE_INFINITY }
    if (this.takes('+')) return { least: 1, most: Number.POSITIVE_INFINITY }
    if (this.takes('?')) return { least: 0, most: 1 }
    return this.takes('{') ? this.counted() : undefined
  }

  private counted(): { least: number; most: number } {
    const least = this.number()
    if (least === undefined) throw this.wrong()
    const most = this.takes(',') ? (this.number() ?? Number.POSITIVE_INFINITY) : least
    if (!this.takes('}') || most < least) throw this.wrong()
    return { least, most }
  }

  private number(): number | undefined {
    let digits = ''
    while (this.next !== undefined && digit(this.next)) digits += this.text[this.at++]
    return digits === '' ? undefined : Number(digits)
  }

  private single(): Node {
    if (this.takes('(')) return this.group()
    if (this.takes('[')) return { is: 'one', of: this.set() }
    if (this.takes('\\')) return this.escaped()
    if (this.takes('.')) return { is: 'one', of: (c) => !/^[\n\r\u2028\u2029]$/.test(c) }
    if (this.takes('^')) return { is: 'at', place: 'start' }
    if (this.takes('$')) return { is: 'at', place: 'end' }
    const literal = this.next
    if (literal === undefined || /[*+?{}\])]/.test(literal)) throw this.wrong()
    this.at++
    return { is: 'one', of: this.folding((c) => c === literal) }
  }

  private group(): Node {
    const isPlain = this.takes('?')
    const outer = this.ignoresCase
    if (isPlain && this.takes('i')) this.ignoresCase = true
    if (isPlain && !this.takes(':')) throw this.wrong('unsupported')
    const n = isPlain ? 0 : ++this.groups
    const part = this.choice()
    if (!this.takes(')')) throw this.wrong()
    this.ignoresCase = outer
    return isPlain ? part : { is: 'group', n, part }
  }

  private folding(of: Test): Test {
    return this.ignoresCase ? (c) => of(c) || of(c.toLowerCase()) || of(c.toUpperCase()) : of
  }

  private escaped(): Node {
    const place = ownValue(places, this.next ?? '')
    if (place) this.at++
    return place ? { is: 'at', place } : { is: 'one', of: this.escape().of }
  }

  /** One character, or a class of them. */
  private escape(): { of: Test; literal?: string } {
    const character = this.text[this.at++]
    if (character === undefined) throw this.wrong()
    const of = ownValue(classes, character)
    if (of) return { of }
    const literal = ownValue(written, character) ?? character
    // What a letter or a digit would mean is not guessed.
    if (literal === character && /[\p{L}\p{N}]/u.test(character)) throw this.wrong('unsupported')
    return { of: (c) => c === literal, literal }
  }

  private set(): Test {
    const isOther = this.takes('^')
    const members: Test[] = []
    while (!this.takes(']')) members.push(this.member())
    return (c) => members.some((of) => of(c)) !== isOther
  }

  private member(): Test {
    const first = this.element()
    if (this.next !== '-' || this.text[this.at + 1] === ']') return first.literal ? this.folding(first.of) : first.of
    this.at++
    const last = this.element()
    const [from, to] = [first.literal?.codePointAt(0), last.literal?.codePointAt(0)]
    if (from === undefined || to === undefined || from > to) throw this.wrong()
    return this.folding((c) => (c.codePointAt(0) ?? -1) >= from && (c.codePointAt(0) ?? -1) <= to)
  }

  private element(): { of: Test; literal?: string } {
    if (this.takes('\\')) return this.escape()
    const literal = this.text[this.at++]
    if (literal === undefined) throw this.wrong()
    return { of: (c) => c === literal, literal }
  }
}
