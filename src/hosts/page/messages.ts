/**
 * What is said on the channels that all tabs of this origin share. Who speaks there may be a tab with another version of Ferry, or none of
 * it: what has no shape that is known here is dropped, and of a list of jobs those that can't be drawn.
 */
import type { Command, News } from '../../engine/jobs/messages.ts'
import type { JobRequest, Phase } from '../../engine/jobs/types.ts'
import {
  anything,
  fields,
  finiteNumber,
  flag,
  keyOf,
  list,
  map,
  optional,
  type Shape,
  text,
  variants,
} from './shapes.ts'

const longestId = 200
const id: Shape = (value) => text(value) && (value as string).length <= longestId
const ref = fields({ account: text, region: text, bucket: text, key: text })
const source = fields({
  account: text,
  region: text,
  bucket: text,
  key: text,
  scope: optional(fields({ count: finiteNumber })),
})
/** Of as many as one looks at: a request may name a hundred thousand. */
const refs = list(source, 100)
const sums = map(fields({ count: finiteNumber }))
const problem = fields({ code: text, message: text })
const phases: Record<Phase, true> = {
  planning: true,
  review: true,
  running: true,
  paused: true,
  finished: true,
  cancelled: true,
}
const shownFields = {
  id,
  phase: keyOf(phases),
  planned: flag,
  created: finiteNumber,
  counts: map(finiteNumber),
  objects: finiteNumber,
  bytes: finiteNumber,
  bytesDone: finiteNumber,
  speed: finiteNumber,
  rate: finiteNumber,
  eta: optional(finiteNumber),
  retrying: optional(text),
  problem: optional(problem),
  problems: map(fields({ count: finiteNumber, sample: problem })),
  left: optional(fields({ count: finiteNumber, sample: problem })),
  refusals: map(finiteNumber),
  groups: sums,
  methods: sums,
  hints: sums,
  proofs: optional(sums),
  stood: optional(sums),
  throughput: optional(
    fields({ worked: finiteNumber, every: finiteNumber, bytes: list(finiteNumber), objects: list(finiteNumber) }),
  ),
  active: list(
    fields({
      n: finiteNumber,
      key: text,
      size: finiteNumber,
      bytes: finiteNumber,
      retrying: optional(text),
      parts: optional(fields({ size: finiteNumber, states: text })),
    }),
  ),
}
const toPlace = fields({ sources: refs, target: ref })
const inPlace = fields({ sources: refs })
const change = fields({ sources: refs, rule: optional(text) })
const requests: Record<JobRequest['do'], Shape> = {
  copy: toPlace,
  upload: toPlace,
  download: toPlace,
  change,
  remove: inPlace,
  restore: inPlace,
  undelete: inPlace,
  undo: fields({ sources: refs, of: variants('do', { copy: toPlace, change, undelete: inPlace }) }),
}
const figures = fields(shownFields)
const view = fields({ ...shownFields, request: variants('do', requests) })

const aboutJob = fields({ job: id })
const commands: Record<Command['is'], Shape> = {
  hello: anything,
  clear: fields({ endedBefore: finiteNumber }),
  submitted: aboutJob,
  confirm: aboutJob,
  pause: aboutJob,
  resume: aboutJob,
  cancel: aboutJob,
  retry: aboutJob,
  remove: aboutJob,
  look: fields({ job: id, isAnswer: optional(flag) }),
}
const views = fields({ views: list(anything) })
const newsOf: Record<News['is'], Shape> = {
  open: views,
  changed: views,
  moved: fields({ figures: list(anything) }),
  removed: aboutJob,
  touched: fields({ places: list(fields({ account: text, bucket: text, prefix: text })) }),
}
const isCommand = variants('is', commands)
const isNews = variants('is', newsOf)

/** A command to the engine; undefined for anything else. */
export function commandIn(data: unknown): Command | undefined {
  return isCommand(data) ? (data as Command) : undefined
}

/** News of the engine, with those of its jobs that can be drawn; undefined for anything else. */
export function newsIn(data: unknown): News | undefined {
  if (!isNews(data)) return undefined
  const news = data as News
  if (news.is === 'moved') return { ...news, figures: news.figures.filter(figures) }
  if (!('views' in news)) return news
  const views = news.views.filter(view)
  // Who names jobs that can't be drawn here does not say that there are no others.
  return { is: views.length < news.views.length ? 'changed' : news.is, views }
}

const handle = fields({ kind: text, name: text })
const named = fields({ path: text, file: optional((value) => value instanceof Blob) })
const atHandle = fields({ handle })
const chosen = variants('is', {
  sources: fields({ handles: list(handle), files: list(named) }),
  folder: atHandle,
  file: atHandle,
  zip: atHandle,
  kept: fields({ name: text }),
})
const isFileMessage = variants('is', {
  want: fields({ job: id, from: finiteNumber, of: optional(id) }),
  piece: fields({ job: id, from: finiteNumber, of: id, left: finiteNumber, chosen }),
})

/** What a tab says of files that were chosen; undefined for anything else. */
export function fileMessageIn<Message>(data: unknown): Message | undefined {
  return isFileMessage(data) ? (data as Message) : undefined
}
