import type { Outcome, StoredTask } from '../src/engine/jobs/types.ts'
import type { ConflictPolicy } from '../src/engine/types.ts'
import type { Ref } from '../src/oss/types.ts'
import { type Facts, type FactsRecord, factsText, type Look, placeOf } from './look.ts'
import type { Event } from './mortal.ts'
import type { Action, Pair, Side } from './secondActor.ts'

/** What a second actor did, and how the store was before and after it. */
export type Deed = { action: Action; pair: Pair /** Index in the trace. */; at: number; pre: Look; post: Look }

/** What a job makes of an object; doing it twice makes nothing else. */
export type Carry = (facts: FactsRecord) => FactsRecord

export type Evidence = {
  before: Look
  /** Ends of a run that nobody disturbed: what it wrote over, the policy had decided about. */
  undisturbed: Look
  end: Look
  deed: Deed | undefined
  tasks: StoredTask[]
  trace: Event[]
  carry: Carry
  policy: ConflictPolicy
  /** What the person answered to the conflicts that the plan showed. */
  says?: Outcome | undefined
  /** A removal of copies is tried: then even what the actor wrote over must be left somewhere. */
  isUndone: boolean
}

/** What was promised and did not come true, each as a sentence. */
export function judge(evidence: Evidence): string[] {
  return [...lostContent(evidence), ...lostOfTheirs(evidence), ...untrue(evidence), ...uploads(evidence)]
}

const factsOf = (look: Look, place: string): Facts | undefined => look.objects.get(place)?.facts
const isLink = (facts: Facts) => facts.startsWith('{"link"')
/** What an object is, whether the job has worked on it or not. */
export const essence = (facts: Facts, carry: Carry): Facts =>
  isLink(facts) ? facts : factsText(carry(recordOf(facts)))

function recordOf(facts: Facts): FactsRecord {
  const { tags, ...rest } = JSON.parse(facts) as Omit<FactsRecord, 'tags'> & { tags: [string, string][] }
  return { ...rest, tags: tags.map(([key, value]) => ({ key, value })) }
}

const holds = ({ objects }: Look, facts: Facts, carry: Carry): boolean =>
  [...objects.values()].some((one) => essence(one.facts, carry) === essence(facts, carry))

/** Each object from before is somewhere, unless the actor took the only one, or the policy decided against it. */
function lostContent(evidence: Evidence): string[] {
  const { before, undisturbed, end, deed, carry } = evidence
  const lost = [...before.objects].filter(([place, { facts }]) => {
    if (holds(end, facts, carry) || !holds(undisturbed, facts, carry)) return false
    if (!deed) return true
    // Who takes the only one takes it for good.
    const isTaken = holds(deed.pre, facts, carry) && !holds(deed.post, facts, carry)
    return !isTaken && !isWrittenOver(place, facts, evidence)
  })
  return lost.map(([place]) => `what stood at ${place} is nowhere`)
}

/** What the actor made of an object takes its place, also where the job had copied it already. */
function isWrittenOver(place: string, facts: Facts, { deed, end, carry, isUndone }: Evidence): boolean {
  const now = deed && factsOf(deed.post, place)
  if (!deed || !now || factsOf(deed.pre, place) !== facts || !holds(end, now, carry)) return false
  return !isUndone || (!isLink(now) && recordOf(now).crc64 === recordOf(facts).crc64)
}

/** What the actor wrote stays, unless the policy may decide about it. */
function lostOfTheirs(evidence: Evidence): string[] {
  const { end, deed, carry } = evidence
  if (!deed) return []
  const place = placeOf(deed.pair[deed.action.on])
  const wrote = factsOf(deed.post, place)
  if (!wrote || wrote === factsOf(deed.pre, place)) return []
  if (factsOf(end, place) === wrote || holds(end, wrote, carry)) return []
  if (deed.action.on === 'target' && mayReplace(evidence, wrote, deed)) return []
  return [`what the other client wrote at ${place} is gone`]
}

/** A change that leaves no time makes an object no newer. */
function mayReplace({ policy, says, trace }: Evidence, wrote: Facts, deed: Deed): boolean {
  const { action, pair, pre } = deed
  const source = factsOf(pre, placeOf(pair.source))
  const isSame = source !== undefined && !isLink(wrote) && recordOf(source).crc64 === recordOf(wrote).crc64
  if (policy === 'newer') return action.leavesNoTrace === true
  if (policy === 'ask') return says === 'replace' && (action.leavesNoTrace === true || isShown(deed, trace))
  return policy === 'replace' || (policy === 'different' && !isSame)
}

/** Whether the plan looked at the target after the deed: then the person was asked about what the actor had made of it. */
function isShown({ at, pair }: Deed, trace: Event[]): boolean {
  const planned = trace.findIndex(({ op }) => op === 'append')
  return trace.slice(at + 1, planned).some((event) => event.op === 'list' && touches(event, placeOf(pair.target)))
}

/** A task that is done has its target as asked, and a move no source, or the actor changed it after our last request there. */
function untrue(evidence: Evidence): string[] {
  return evidence.tasks.filter(({ state }) => state === 'done').flatMap((task) => untrueOf(task, evidence))
}

function untrueOf(task: StoredTask, evidence: Evidence): string[] {
  const { before, undisturbed, end, deed, carry } = evidence
  const source = placeOf(task.source)
  if (task.kind === 'remove') {
    const isLeft = end.objects.has(source) && factsOf(end, source) === factsOf(before, source)
    return isLeft ? [`${source} is removed, it says, and is there`] : []
  }
  const at = placeOf('target' in task ? task.target : task.source)
  const removes = task.kind === 'copy' && task.removeSource
  const versions = [before, deed?.pre, deed?.post].flatMap((look) => (look && factsOf(look, source)) ?? [])
  // A file of this computer is in no look: what a run made of it that nobody disturbed is what is right.
  const wanted = task.kind === 'upload' ? [factsOf(undisturbed, at)] : versions.map((facts) => essence(facts, carry))
  const found = factsOf(end, at)
  const isAsAsked = found !== undefined && wanted.includes(found)
  const wrong =
    isAsAsked || isChangedSince(at, source, evidence, removes)
      ? []
      : [`${at} is done, it says, and is ${found ? 'another' : 'not there'}`]
  const isTheirs = deed && factsOf(deed.post, source) !== factsOf(deed.pre, source)
  const stays = removes && end.objects.has(source) && !isTheirs
  return stays ? [...wrong, `${source} is moved, it says, and is still there`] : wrong
}

/**
 * Whether the actor changed what a job had made, when the job had nothing more to do with it: after its last request there, after it had
 * removed the source, or, where it removes nothing, after its last write.
 */
function isChangedSince(at: string, source: string, { deed, trace }: Evidence, removes: boolean): boolean {
  if (!deed || placeOf(deed.pair[deed.action.on]) !== at) return false
  const isRemoved = trace.slice(0, deed.at).some((event) => isDelete(event) && touches(event, source))
  const later = trace.slice(deed.at + 1).filter((event) => touches(event, at))
  return isRemoved || !later.some(({ op }) => removes || changing.has(op))
}

/** Another client's uploads are as it left them. */
function uploads({ end, deed }: Evidence): string[] {
  const begun = deed?.post.uploads.filter(({ uploadId }) => !deed.pre.uploads.some((one) => one.uploadId === uploadId))
  const left = new Map(end.uploads.map((one) => [one.uploadId, one.parts]))
  const harmed = begun?.filter(({ uploadId, parts }) => left.get(uploadId) !== parts) ?? []
  return harmed.map(({ place }) => `the other client's upload of ${place} is gone or changed`)
}

/** Whether the journal was told of something of this world after an event. */
function isNoted(at: number, trace: Event[]): boolean {
  const end = trace.findIndex(({ of }, index) => of === 'end' && index > at)
  return trace.slice(at, end < 0 ? undefined : end).some(({ of, op }) => of === 'journal' && op === 'save')
}

/** Uploads that nobody needs. One whose Initiate was not answered, or whose id did not reach the journal, may stay, empty. */
export function leftovers(end: Look, deed: Deed | undefined, trace: Event[]): string[] {
  const theirs = new Set(
    deed?.post.uploads
      .filter((one) => !deed.pre.uploads.some((old) => old.uploadId === one.uploadId))
      .map((one) => one.uploadId),
  )
  const ours = end.uploads.filter(({ uploadId }) => !theirs.has(uploadId))
  const unheard = trace.filter(
    (event, at) => event.op === 'initiate' && !(event.isAnswered && isNoted(at, trace)),
  ).length
  if (ours.length <= unheard && ours.every(({ parts }) => parts === 0)) return []
  return [`${ours.length} uploads of ours are left`]
}

/** Files that are neither what a task was to make nor somebody else's. */
export function strayFiles({ before, end, deed, tasks }: Evidence): string[] {
  const targets = tasks.map((task) => placeOf('target' in task ? task.target : task.source))
  const known = new Set([...before.objects.keys(), ...(deed?.post.objects.keys() ?? []), ...targets])
  const stray = [...end.objects.keys()].filter((place) => place.startsWith('disk/') && !known.has(place))
  return stray.map((place) => `the file ${place} is left`)
}

/** What a cancelled job says of a task that it did not do: nothing of it is at the target. */
export function untold({ before, end, tasks, carry }: Evidence): string[] {
  const open = tasks.filter(({ kind, state }) => (kind === 'copy' || kind === 'upload') && state === 'waiting')
  const made = open.filter((task) => {
    const at = placeOf('target' in task ? task.target : task.source)
    const found = factsOf(end, at)
    return found !== undefined && found !== factsOf(before, at) && holds(before, found, carry)
  })
  return [
    ...made.map(({ source }) => `${source.key} is not done, it says, but its copy is there`),
    ...unnoted({ before, end, tasks }),
  ]
}

/** What was edited or removed although nothing says so: then no undo takes it back. */
function unnoted({ before, end, tasks }: Pick<Evidence, 'before' | 'end' | 'tasks'>): string[] {
  const open = tasks.filter(
    ({ kind, state, proof, made }) =>
      (kind === 'change' || kind === 'remove') && state === 'waiting' && !(proof ?? made),
  )
  const acted = open.filter(({ source }) => factsOf(end, placeOf(source)) !== factsOf(before, placeOf(source)))
  return acted.map(({ source }) => `${source.key} is not done, it says, but it is not as it was`)
}

const changing = new Set(['copyObject', 'complete', 'put', 'remove', 'removeMany', 'putTags', 'putAcl'])
const isDelete = ({ op }: Event) => op === 'remove' || op === 'removeMany'
const looking = new Set(['list', 'head', 'headFacts', 'getSymlink'])

/** Whether a request reads or writes what stands at a place. */
function touches({ of, op, call }: Event, place: string): boolean {
  if (of !== 'request' || !call) return false
  if (call.keys) return call.keys.some((key) => place === `${call.bucket?.bucket}/${key}`)
  const refs = [call.at, call.source].filter((ref): ref is Ref => ref !== undefined)
  return refs.some((ref) => place === placeOf(ref) || (op === 'list' && place.startsWith(placeOf(ref))))
}

/**
 * The moments that nobody can close: OSS has no DELETE and no overwriting write that is bound to what stands there, and a browser ends no file
 * so. Between the look made for it and the request itself another client may act unseen.
 */
export const windows = {
  'a DELETE, and the source':
    'DeleteObject takes no condition: what the last look saw may be another object when it arrives',
  'a DELETE, and the target':
    'the proof of the copy is a look at it; what happens to the copy behind that look is not seen',
  'an overwriting write, and the target': 'a write that may overwrite takes no condition on what it overwrites',
  'the end of a file, and what stands there':
    'a browser puts what was written in the place of whatever has the name: what is written there behind the last look is not seen',
  'a change of tags': 'tags have neither ETag nor time: what is set after they were read is not seen',
} as const
export type Window = keyof typeof windows

/** The window that a deed fell into, if it did. */
export function windowOf(deed: Deed, trace: Event[], tasks: StoredTask[]): Window | undefined {
  const { pair, action } = deed
  const places: Record<Side, string> = { source: placeOf(pair.source), target: placeOf(pair.target) }
  const task = tasks.find(({ source }) => placeOf(source) === places.source)?.n
  const isOfPair = (event: Event) => touches(event, places.source) || touches(event, places.target)
  if (action.leavesNoTrace) {
    const begun = trace
      .slice(0, deed.at)
      .some((event) => isOfPair(event) && (changing.has(event.op) || event.op === 'getTags'))
    if (begun && !isReadBeforeRemoval(places[action.on], deed, trace)) return 'a change of tags'
  }
  if (pair[action.on].account === '' && isEndedUnseen(deed, trace)) return 'the end of a file, and what stands there'
  for (let at = deed.at + 1; at < trace.length; at++) {
    const event = trace[at]
    if (!event || !changing.has(event.op) || !isOfPair(event)) continue
    const isWritten = !isDelete(event) && event.call?.at !== undefined && placeOf(event.call.at) === places[action.on]
    if (!isDelete(event) && !isWritten) continue
    if (isUnseen(at, deed, trace, { acted: places[action.on], isOfPair, task }))
      return isDelete(event) ? `a DELETE, and the ${action.on}` : 'an overwriting write, and the target'
  }
  return undefined
}

/** Whether a file is ended behind the deed without another look. */
function isEndedUnseen({ at }: Deed, trace: Event[]): boolean {
  const next = trace.slice(at + 1).find(({ of, op }) => of === 'file' && (op === 'look' || op === 'finish'))
  return next?.op === 'finish'
}

/** Whether the tags of what was acted on were read after the deed, before anything was removed. */
function isReadBeforeRemoval(acted: string, deed: Deed, trace: Event[]): boolean {
  const later = trace.slice(deed.at + 1)
  const removal = later.findIndex(isDelete)
  return removal >= 0 && later.slice(0, removal).some((event) => event.op === 'getTags' && touches(event, acted))
}

type Scan = { acted: string; isOfPair: (event: Event) => boolean; task: number | undefined }

/** Whether the last look at the acted side before a write, with nothing but looks between the two, was before the deed. */
function isUnseen(write: number, deed: Deed, trace: Event[], { acted, isOfPair, task }: Scan): boolean {
  for (let at = write - 1; at >= 0; at--) {
    const event = trace[at]
    if (!event || event.of === 'end' || (event.of === 'journal' && event.op === 'save' && event.task === task))
      return false
    if (!isOfPair(event)) continue
    if (changing.has(event.op)) return false
    if (looking.has(event.op) && touches(event, acted)) return at < deed.at
  }
  return false
}
