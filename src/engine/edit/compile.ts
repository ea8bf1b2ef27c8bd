import { type Node, PatternError, type Place, type Repeat, readPattern, type Test } from './pattern.ts'

export type Instruction =
  | { op: 'one'; of: Test }
  | { op: 'split'; to: number; or: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; n: number }
  | { op: 'at'; place: Place }
  | { op: 'end' }
/** `groups`: how many parts a replacement may name, the whole as 0. */
export type Program = { code: Instruction[]; groups: number }

/** What a pattern becomes: `{…}` repeats. */
const mostInstructions = 2000

/** A pattern as a person writes it, ready to be matched. @throws PatternError */
export function compile(pattern: string): Program {
  const { root, groups } = readPattern(pattern)
  const emitter = new Emitter()
  emitter.emit({ is: 'group', n: 0, part: root })
  emitter.code.push({ op: 'end' })
  return { code: emitter.code, groups: groups + 1 }
}

class Emitter {
  readonly code: Instruction[] = []
  /** Nothing repeated is nothing, but takes its time. */
  private emitted = 0

  emit(node: Node): void {
    if (++this.emitted > mostInstructions) throw new PatternError('tooLarge', 0)
    if (node.is === 'one') this.code.push({ op: 'one', of: node.of })
    else if (node.is === 'at') this.code.push({ op: 'at', place: node.place })
    else if (node.is === 'all') for (const part of node.parts) this.emit(part)
    else if (node.is === 'any') this.choice(node.parts)
    else if (node.is === 'repeat') this.repeat(node)
    else this.group(node)
  }

  private group({ n, part }: Extract<Node, { is: 'group' }>): void {
    this.code.push({ op: 'save', n: 2 * n })
    this.emit(part)
    this.code.push({ op: 'save', n: 2 * n + 1 })
  }

  private choice(parts: Node[]): void {
    const jumps: { to: number }[] = []
    for (const part of parts.slice(0, -1)) {
      const split = this.split()
      this.emit(part)
      const jump = { op: 'jump' as const, to: 0 }
      this.code.push(jump)
      jumps.push(jump)
      aim(split, split.at, this.code.length, false)
    }
    for (const last of parts.slice(-1)) this.emit(last)
    for (const jump of jumps) jump.to = this.code.length
  }

  private repeat({ part, least, most, lazy }: Repeat): void {
    for (let n = 0; n < least; n++) this.emit(part)
    if (most === Number.POSITIVE_INFINITY) this.loop(part, lazy)
    else this.maybe(part, most - least, lazy)
  }

  private maybe(part: Node, times: number, lazy: boolean): void {
    const splits: Split[] = []
    for (let n = 0; n < times; n++) {
      splits.push(this.split())
      this.emit(part)
    }
    for (const split of splits) aim(split, split.at, this.code.length, lazy)
  }

  private loop(part: Node, lazy: boolean): void {
    const split = this.split()
    this.emit(part)
    this.code.push({ op: 'jump', to: split.at - 1 })
    aim(split, split.at, this.code.length, lazy)
  }

  private split(): Split {
    const split = { op: 'split' as const, to: 0, or: 0 }
    return Object.assign(split, { at: this.code.push(split) })
  }
}

/** `at`: what stands behind it. */
type Split = { to: number; or: number; at: number }

function aim(split: Split, on: number, out: number, lazy: boolean): void {
  split.to = lazy ? out : on
  split.or = lazy ? on : out
}
