/** Why a command can't begin, in words for people: what is missing, or in the way, and what to do. A line each, whatever they quote. */
export class CannotBegin extends Error {
  override readonly name = 'CannotBegin'
  readonly lines: string[]
  constructor(...lines: string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}
