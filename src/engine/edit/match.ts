import type { Instruction, Program } from './compile.ts'
import { isWord, type Place } from './pattern.ts'

/** A value took more steps than this: thousands of matches, each of which looked through all of it. */
const mostSteps = 500_000

export class SlowPattern extends Error {
  override readonly name = 'SlowPattern'
}

/** Where the whole and its groups begin and end, in characters. */
type Spans = readonly (number | undefined)[]
type Thread = { at: number; spans: Spans }

/**
 * Every match in a text is replaced; `$&`, `$1` to `$9` and `$$` stand for what they do in JavaScript. All ways through the pattern are followed at
 * once, each instruction once a character, so that none is tried again and again.
 * (docs/decisions/edit-patterns.md).
 * @throws SlowPattern after so many steps, however fast the machine is: what comes out is the same everywhere
 */
export function replaceAll(program: Program, text: string, by: string): string {
  const characters = [...text]
  const search = searcher(program, characters)
  let [out, from] = ['', 0]
  for (let begin = 0; begin <= characters.length; ) {
    const spans = search(begin)
    const [start, end] = [spans?.[0], spans?.[1]]
    if (!spans || start === undefined || end === undefined) break
    out += characters.slice(from, start).join('') + filled(by, spans, characters)
    from = end
    begin = end > start ? end : end + 1
  }
  return out + characters.slice(from).join('')
}

/** Whether a pattern matches anywhere in a text. @throws SlowPattern */
export function isFound(program: Program, text: string): boolean {
  return searcher(program, [...text])(0) !== undefined
}

function filled(by: string, spans: Spans, characters: string[]): string {
  return by.replace(/\$(\$|&|[1-9])/g, (whole, sign: string) => {
    if (sign === '$') return '$'
    const n = sign === '&' ? 0 : Number(sign)
    if (2 * n >= spans.length) return whole
    const [start, end] = [spans[2 * n], spans[2 * n + 1]]
    return start === undefined || end === undefined ? '' : characters.slice(start, end).join('')
  })
}

/** Finds the first match from a place on, as a backtracking matcher would: the earlier way goes first. */
function searcher({ code, groups }: Program, text: string[]): (from: number) => Spans | undefined {
  const follow = follower(code, text)
  const nothing: Spans = Array.from({ length: 2 * groups })
  return (from) => {
    let [threads, best] = [empty(), undefined as Spans | undefined]
    for (let here = from; here <= text.length && !(best && threads.all.length === 0); here++) {
      if (!best) follow(threads, { at: 0, spans: nothing }, here)
      const next = empty()
      for (const { at, spans } of threads.all) {
        const instruction = code[at]
        if (instruction?.op === 'end') {
          best = spans
          break
        }
        const character = text[here]
        if (character !== undefined && instruction?.op === 'one' && instruction.of(character))
          follow(next, { at: at + 1, spans }, here + 1)
      }
      threads = next
    }
    return best
  }
}

/** The ways that lead to one character, the first before the others. `seen`: what they have come through. */
type Threads = { all: Thread[]; seen: Set<number> }
const empty = (): Threads => ({ all: [], seen: new Set() })

type Follow = (into: Threads, from: Thread, here: number) => void

/** Goes on to every instruction that takes a character, or ends; what came there first stays. */
function follower(code: Instruction[], text: string[]): Follow {
  let steps = 0
  return ({ all, seen }, from, here) => {
    const left = [from]
    for (let thread = left.pop(); thread; thread = left.pop()) {
      if (++steps > mostSteps) throw new SlowPattern('The pattern takes too long on this value')
      const { at, spans } = thread
      const instruction = code[at]
      if (!instruction || seen.has(at)) continue
      seen.add(at)
      if (instruction.op === 'jump') left.push({ at: instruction.to, spans })
      else if (instruction.op === 'split') left.push({ at: instruction.or, spans }, { at: instruction.to, spans })
      else if (instruction.op === 'save')
        left.push({ at: at + 1, spans: spans.map((old, n) => (n === instruction.n ? here : old)) })
      else if (instruction.op === 'at') {
        if (isAt(instruction.place, text, here)) left.push({ at: at + 1, spans })
      } else all.push(thread)
    }
  }
}

function isAt(place: Place, text: string[], here: number): boolean {
  if (place === 'start') return here === 0
  if (place === 'end') return here === text.length
  const isEdge = isWord(text[here - 1] ?? ' ') !== isWord(text[here] ?? ' ')
  return isEdge === (place === 'edge')
}
