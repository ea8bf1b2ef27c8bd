import { CannotBegin } from './cannotBegin.ts'

export const usage = `Usage: oss-ferry run|undo|report|verify plan.json [--yes] [--empty-bucket NAME]
                                               [--concurrency N] [--report FILE]
       oss-ferry plan plan.json --rule rule.json --at oss://bucket/prefix/
       oss-ferry [start] [--port N] …          opens OSS Ferry in the browser: oss-ferry start --help

Carries out a plan exported from OSS Ferry: copies, moves, edits, or deletes objects in Alibaba Cloud OSS.

  plan     writes plan.json: what a rule, exported from OSS Ferry, changes in a bucket or folder. It sends no request;
           run reads each object that the rule is about when it carries out the plan
  run      carries out the plan. Progress is kept in plan.json.journal: run it again, even after a crash, to
           resume and to retry what failed
  undo     undoes the run (copies, moves, edits) for objects that are still as the run wrote them
  report   prints one line per object as CSV
  verify   compares each source with its destination: size, CRC64, headers, metadata, tags, ACL, storage class; of
           what was moved or edited, it checks what is there now. Reports every difference, and what it couldn't
           compare

  --yes            don't ask. In a terminal, run and undo show the plan and ask before anything is deleted, edited,
                   or overwritten; without a terminal, they require --yes for that. Your consent is kept in the
                   journal: a run that was stopped resumes without asking again
  --empty-bucket NAME
                   consent to a plan that deletes everything in this bucket, or everything but what it leaves
                   out; --yes is not enough for that
  --concurrency N  up to N concurrent requests (1 to 256, default 32)
  --report FILE    run, undo, report: write one line per object to FILE, as CSV or JSON depending on its name
  --rule FILE      plan: the rule
  --at PLACE       plan: the bucket, oss://bucket/, or the folder, oss://bucket/prefix/. Its region
                   is OSS_REGION, or that of the endpoint
  --config FILE    read the keys from this file where the environment has none: a configuration of ossutil, or an
                   authorization code. --profile NAME picks a profile of it
  --help           show this text

Credentials and hosts come from the environment, never from the plan:
  OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SESSION_TOKEN
  OSS_PAYS_FOR                   buckets, separated by commas, for whose requests this account pays
  OSS_CNAME                      true: OSS_ENDPOINT is a custom domain that is bound to the bucket
  OSS_PATH_STYLE                 true: OSS_ENDPOINT takes buckets in the path, as an IP address always does
  OSS_REGION, OSS_ENDPOINT       if they differ from those of the plan's source
  OSS_TARGET_...                 the same for the account that a relay writes with
  HTTPS_PROXY, HTTP_PROXY        the HTTP proxy on the way to OSS; NO_PROXY: hosts that are reached directly

Exit codes: 0 everything is done, 1 something was not done or differs, 2 it couldn't start, 130 it was stopped.
`

const verbs = ['plan', 'run', 'undo', 'report', 'verify'] as const
export type Verb = (typeof verbs)[number]

export type Options = {
  verb: Verb
  plan: string
  yes: boolean
  emptyBuckets: string[]
  concurrency: number
  report?: string
  rule?: string
  at?: string
  config?: string
  profile?: string
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
    else if (name === '--rule') options.rule = value()
    else if (name === '--at') options.at = value()
    else if (name === '--config') options.config = value()
    else if (name === '--profile') options.profile = value()
    else fail(`Unknown option ${args[i]}.`)
  }
  const [verb, plan, ...others] = words
  if (!isVerb(verb) || plan === undefined || others.length > 0) throw new CannotBegin(...usageLines())
  if (options.profile !== undefined && options.config === undefined) fail('--profile is of a --config FILE.')
  if (verb !== 'plan' && (options.rule !== undefined || options.at !== undefined)) fail('--rule and --at are of plan.')
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
