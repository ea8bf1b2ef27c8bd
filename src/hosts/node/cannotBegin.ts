/** Why a command can't begin, in words for people: what is missing, or in the way, and what to do. */
export class CannotBegin extends Error {
  override readonly name = 'CannotBegin'
}
