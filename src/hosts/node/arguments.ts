import { CannotBegin } from './cannotBegin.ts'

export const usage = `Usage: oss-ferry run|undo|report|verify plan.json [--yes] [--empty-bucket NAME]
                                               [--concurrency N] [--report FILE]

Works off a plan that Ferry's page has exported: copies, moves, edits or removes objects of Alibaba Cloud OSS.

  run      carries the plan out. What it has done is in plan.json.journal: run it again to go on where it was, also
           after a crash, and to try what failed once more
  undo     takes back what the run did (copies, moves, edits), where the objects are still the ones that it made
  report   prints one line for each object as CSV
  verify   compares each source with its target: size, CRC64, headers, metadata, tags, ACL, storage class; of what
           was moved or edited it looks at what is there now. Says each difference, and what it could not compare

  --yes            does not ask. In a terminal, run and undo show the plan and ask before anything is removed, edited
                   or written over; without a terminal they want --yes for that. A yes is kept in the journal: what
                   was stopped goes on without another
  --empty-bucket NAME
                   the yes to a plan that removes everything in this bucket, for which --yes is not enough
  --concurrency N  at most N requests at once (1 to 256; 32 if it is not given)
  --report FILE    run, undo, report: writes one line for each object to FILE, as CSV or JSON by its ending
  --help           this text

Credentials and hosts come from the environment, never from the plan:
  OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN
  OSS_REGION, OSS_ENDPOINT       if they are not those of the plan's source
  OSS_TARGET_...                 the same, where a relay writes with another account

Ends with 0 when all is done, 1 when something was not or differs, 2 when it could not begin, 130 when it was stopped.
`

const verbs = ['run', 'undo', 'report', 'verify'] as const
export type Verb = (typeof verbs)[number]

export type Options = {
  verb: Verb
  plan: string
  yes: boolean
  emptyBuckets: string[]
  concurrency: number
  report?: string
}

const usual = 32
const most = 256

/**
 * Reads the command line.
 * @throws CannotBegin
 */
export function readArguments(args: string[]): Options {
  const words: string[] = []
  const options: Omit<Options, 'verb' | 'plan'> = { yes: false, emptyBuckets: [], concurrency: usual }
  for (let i = 0; i < args.length; i++) {
    const [name = '', joined] = (args[i] ?? '').startsWith('--') ? split(args[i] ?? '') : ['']
    const value = () => joined ?? args[++i] ?? fail(`${name} needs a value.`)
    if (name === '') words.push(args[i] ?? '')
    else if (name === '--yes' && joined === undefined) options.yes = true
    else if (name === '--empty-bucket') options.emptyBuckets.push(value())
    else if (name === '--concurrency') options.concurrency = countOf(value())
    else if (name === '--report') options.report = reportFile(value())
    else fail(`There is no option ${args[i]}.`)
  }
  const [verb, plan, ...others] = words
  if (!isVerb(verb) || plan === undefined || others.length > 0) throw new CannotBegin(...usageLines())
  if (verb === 'verify' && options.report) fail('verify writes no report.')
  return { verb, plan, ...options }
}

/** `--name=value` is `--name value`. */
function split(word: string): [string, string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

function isVerb(word: string | undefined): word is Verb {
  return verbs.some((verb) => verb === word)
}

function countOf(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= most ? count : fail(`--concurrency is a number from 1 to ${most}.`)
}

function reportFile(path: string): string {
  return /\.(csv|json)$/i.test(path) ? path : fail('The report is a file that ends in .csv or .json.')
}

const usageLines = () => usage.trimEnd().split('\n')

function fail(message: string): never {
  throw new CannotBegin(message, '', ...usageLines())
}
