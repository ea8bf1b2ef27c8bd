/** Where the command speaks and listens. */

import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { visible } from '../../i18n/visible.ts'
import { onAbort } from '../../oss/onAbort.ts'

export type Screen = Pick<Writable, 'write'> & { isTTY?: boolean; columns?: number }
export type Terminal = {
  input: Readable & { isTTY?: boolean }
  output: Writable & { isTTY?: boolean; columns?: number }
  errors: Writable
  environment: Record<string, string | undefined>
}

export const ownTerminal = (): Terminal => ({
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  environment: process.env,
})

/** Whether a person sits there who can be asked. */
export function isInteractive({ input, output }: Terminal): boolean {
  return input.isTTY === true && output.isTTY === true
}

/** Characters of a line: more than two names of the greatest length. */
const longest = 4000

/** Names and messages of a store may hold what a terminal obeys, and be of any length: they are shown, not sent. */
export function say({ output }: Pick<Terminal, 'output'>, line: string): void {
  output.write(`${visible(line.length > longest ? `${line.slice(0, longest)}…` : line)}\n`)
}

/** True for `y` or `yes`; everything else, the end of the input and a stop too, is no. */
export async function ask(terminal: Terminal, question: string, signal: AbortSignal): Promise<boolean> {
  return /^\s*y(es)?\s*$/i.test(await answerTo(terminal, `${question} [y/N]`, signal))
}

/** True for these very letters. */
export async function askFor(
  terminal: Terminal,
  word: string,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  return (await answerTo(terminal, question, signal)).trim() === word
}

/** Empty at the end of the input and at a stop. */
async function answerTo({ input, output }: Terminal, question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input, output, terminal: false })
  try {
    const ended = new Promise<string>((resolve) => {
      lines.once('close', () => resolve(''))
      onAbort(signal, () => resolve(''))
    })
    return await Promise.race([lines.question(`${visible(question)} `), ended])
  } finally {
    lines.close()
  }
}
