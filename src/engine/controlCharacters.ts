/** Text of a store may hold what a terminal obeys, or what turns the text around that stands beside it. */

/** Control characters but the tab and the end of a line, and what sets the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Text for people, in which those are named by their codes. */
export function escapeControls(text: string): string {
  return text.replace(obeyed, (character) => `⟨U+${codePointOf(character)}⟩`)
}

/** The same JSON, in which those are escaped. */
export function escapeControlsInJson(json: string): string {
  return json.replace(obeyed, (character) => `\\u${codePointOf(character)}`)
}

/** Four digits or more. */
export function codePointOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}
