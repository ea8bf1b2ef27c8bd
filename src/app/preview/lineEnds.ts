/**
 * A text with the line ends of the file that it was made of: what is typed or pasted into it may have others. A file that mixes them
 * says nothing of what is meant.
 */
export function withLineEndsOf(file: string, text: string): string {
  const hasCrlf = file.includes('\r\n')
  const hasLf = /(^|[^\r])\n/.test(file)
  if (hasCrlf === hasLf) return text
  return text.replace(/\r?\n/g, hasCrlf ? '\r\n' : '\n')
}
