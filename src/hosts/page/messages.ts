/**
 * What is said on the channels that all tabs of this origin share. Who speaks there may be a tab with another version of Ferry, or none of
 * it: what has no shape that is known here is dropped, and of a list of jobs those that can't be drawn.
 */
import {
  array,
  boolean,
  custom,
  finite,
  type GenericSchema,
  instance,
  is,
  literal,
  looseObject,
  maxLength,
  nullish,
  number,
  optional,
  picklist,
  pipe,
  record,
  string,
  union,
  variant,
} from 'valibot'
import type { Command, CommandName, News } from '../../engine/jobs/messages.ts'
import type { JobView, Phase } from '../../engine/jobs/types.ts'

const names = {
  submitted: true,
  confirm: true,
  pause: true,
  resume: true,
  cancel: true,
  retry: true,
  remove: true,
  look: true,
} satisfies Record<CommandName, true>
const phases = {
  planning: true,
  review: true,
  running: true,
  paused: true,
  finished: true,
  cancelled: true,
} satisfies Record<Phase, true>
const keysOf = <K extends string>(of: Record<K, true>) => Object.keys(of) as K[]

const id = pipe(string(), maxLength(200))
const figure = pipe(number(), finite())
const sums = record(string(), looseObject({ count: figure }))
const problem = looseObject({ code: string(), message: string() })

const figures = looseObject({
  id,
  phase: picklist(keysOf(phases)),
  planned: boolean(),
  created: figure,
  counts: record(string(), figure),
  objects: figure,
  bytes: figure,
  bytesDone: figure,
  speed: figure,
  rate: figure,
  eta: optional(figure),
  retrying: optional(string()),
  problem: nullish(problem),
  problems: record(string(), looseObject({ count: figure, sample: problem })),
  refusals: record(string(), figure),
  groups: sums,
  methods: sums,
  hints: sums,
  active: array(
    looseObject({
      n: figure,
      key: string(),
      size: figure,
      bytes: figure,
      retrying: optional(string()),
      parts: optional(looseObject({ size: figure, states: string() })),
    }),
  ),
})

const ref = looseObject({ account: string(), region: string(), bucket: string(), key: string() })
/** As many as one looks at: a request may name a hundred thousand. */
const looked = 100
const refs = custom<unknown[]>((value) => Array.isArray(value) && is(array(ref), value.slice(0, looked)))
const request = variant('do', [
  looseObject({ do: picklist(['copy', 'upload', 'download']), sources: refs, target: ref }),
  looseObject({ do: picklist(['change', 'remove', 'restore']), sources: refs }),
  looseObject({
    do: literal('undo'),
    sources: refs,
    of: looseObject({ do: picklist(['copy', 'change']), sources: refs }),
  }),
])
const view = looseObject({ ...figures.entries, request })

const command = variant('is', [
  looseObject({ is: picklist(keysOf(names)), job: id }),
  looseObject({ is: literal('hello') }),
])
const place = looseObject({ account: string(), bucket: string(), prefix: string() })
const list = array(custom<unknown>(() => true))
const news = variant('is', [
  looseObject({ is: picklist(['all', 'changed']), views: list }),
  looseObject({ is: literal('moved'), figures: list }),
  looseObject({ is: literal('removed'), job: id }),
  looseObject({ is: literal('touched'), places: array(place) }),
])

const handle = custom<FileSystemHandle>((value) => is(looseObject({ kind: string(), name: string() }), value))
const named = looseObject({ path: string(), file: optional(instance(Blob)) })
const chosen = union([
  looseObject({ is: literal('sources'), handles: array(handle), files: array(named) }),
  looseObject({ is: picklist(['folder', 'file', 'zip']), handle }),
  looseObject({ is: literal('kept'), name: string() }),
])
const fileMessage = variant('is', [
  looseObject({ is: literal('ask'), job: id }),
  looseObject({ is: literal('have'), job: id, chosen }),
])

/** A command to the engine; undefined for anything else. */
export function commandIn(data: unknown): Command | undefined {
  return is(command, data) ? (data as Command) : undefined
}

/** News of the engine, with those of its jobs that can be drawn; undefined for anything else. */
export function newsIn(data: unknown): News | undefined {
  if (!is(news, data)) return undefined
  const told = data as News
  if (told.is === 'moved') return { ...told, figures: those(figures, told.figures) }
  return 'views' in told ? { ...told, views: those<JobView>(view, told.views) } : told
}

function those<T>(schema: GenericSchema, all: T[]): T[] {
  return all.filter((one) => is(schema, one))
}

/** What a tab says of files that were chosen; undefined for anything else. */
export function fileMessageIn<Message>(data: unknown): Message | undefined {
  return is(fileMessage, data) ? (data as Message) : undefined
}
