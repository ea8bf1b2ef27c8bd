import { codePointOf } from '../engine/controlCharacters.ts'

/**
 * A name as it can be shown: what would be invisible or turn the text around is named by its code (`⟨U+202E⟩`). For the eye only:
 * keys themselves are never changed.
 */
export function visible(name: string): string {
  return name.replace(onlySpaces, (spaces) => told(' ').repeat(spaces.length)).replace(hidden, told)
}

const told = (character: string) => `⟨U+${codePointOf(character)}⟩`

/** A link without a name can't be seen, nor be told of. */
const onlySpaces = /^ +(?=\/?$)/

/** Control characters, bidi controls, zero-width characters (but the joiner that emoji need), odd spaces, line separators. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u180e\u2000-\u200c\u200e\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\ufff9-\ufffb]/g
