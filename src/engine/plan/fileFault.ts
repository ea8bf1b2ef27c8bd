/** What is wrong in a plan or a rule file, as English for the command; the page has words of its own for what a rule file can hold (`i18n/fileFaults.ts`). */
const expected = {
  object: 'an object',
  list: 'a list',
  text: 'a text',
  word: 'a word',
  wholeNumber: 'a whole number',
  oneOf: '{{allowed}}',
  version: '{{allowed}}',
  characters: 'at most {{allowed}} characters',
  patterns: 'at most {{allowed}} patterns',
  patternBytes: 'a pattern of at most {{allowed}} bytes',
  days: '1 to {{allowed}}',
  fromOrTo: '"from" or "to"',
  someChange: 'at least one thing to change',
  pattern: 'a pattern that is known here',
  value: 'a text of one line, or its bytes as { "base64": … },',
  /** What only a plan has. */
  ofPlan: '{{allowed}}',
}

export type ExpectedInFile = keyof typeof expected

/** `path`: where, as in `rule.names[2]`; empty for the file as a whole. */
export type FileFault =
  | { is: ExpectedInFile; path: string; allowed: readonly unknown[] }
  | { is: 'unknown'; path: string }
  | { is: 'headerName'; path: string; name: string }
  /** Where the text is no JSON, if the browser says so. */
  | { is: 'json'; line?: number; column?: number; cause: string }

/** The file says what is wrong with it, and where: `request.sources[2].region`. */
export class PlanFileError extends Error {
  override readonly name = 'PlanFileError'
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(messageOf(fault))
    this.fault = fault
  }
}

function messageOf(fault: FileFault): string {
  if (fault.is === 'json') return `The file is no JSON: ${fault.cause}`
  if (fault.is === 'unknown') return `${fault.path} is nothing that is known here`
  if (fault.is === 'headerName') return `${fault.path}: ${JSON.stringify(fault.name)} is no name of a header`
  const what = expected[fault.is].replace('{{allowed}}', () => fault.allowed.join(' or '))
  return `${fault.path || 'the file'}: ${what} is expected`
}

/** JSON's own errors say where they are, in words that differ between browsers. */
export function jsonFault(error: unknown): FileFault {
  const cause = error instanceof Error ? error.message : String(error)
  const [, line, column] = /line (\d+) column (\d+)/.exec(cause) ?? []
  return { is: 'json', cause, ...(line && { line: Number(line), column: Number(column) }) }
}
