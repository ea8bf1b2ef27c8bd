import type { Refusal } from '../types.ts'

/** Why an edit is nothing that an object can be given. */
export class Uneditable extends Error {
  override readonly name = 'Uneditable'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`The edit is refused: ${refusal}`)
    this.refusal = refusal
  }
}
