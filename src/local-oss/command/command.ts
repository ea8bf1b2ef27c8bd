/** A command line that can't be carried out as it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A command that runs until it is stopped: its usage line, and what starts it; that resolves with what stops it. */
export type Command = { usage: string; start: (args: string[]) => Promise<() => Promise<void>> }

/**
 * Runs a command of this process. SIGINT and SIGTERM stop it and end the process with 0; a bad command line ends it with 2
 * and the usage line, anything else that goes wrong with 1 and the reason.
 */
export async function runCommand({ usage, start }: Command, args = process.argv.slice(2)): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return
  }
  try {
    const stop = await start(args)
    const signalled = () => void stop().then(() => process.exit(0))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, signalled)
  } catch (error) {
    const isUsage = error instanceof UsageError || isParseError(error)
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `${usage}\n` : ''}`)
    process.exit(isUsage ? 2 : 1)
  }
}

/** A whole number from 0 to `most`, or undefined when the option is absent. Throws UsageError for anything else. */
export function readWhole(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text) || Number(text) > most)
    throw new UsageError(`--${name} takes a number from 0 to ${most}.`)
  return Number(text)
}

function isParseError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS_')
}
