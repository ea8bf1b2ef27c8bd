import { now } from './accounts.ts'
import { copied, copyOf, type Made, many, measured, problem } from './jobs.ts'
import { GiB, longName } from './objects.ts'

const film = 'photos/2024/film.mov'
const raw = copyOf(['photos/2024/raw/'])
const checkpoint = { id: 'U1', partSize: 64 * 1024 ** 2 }
const ended = now - 60_000

/** Of what was skipped some is there already, some is older there, and one is newer. */
function left(key: string, n: number) {
  const { source } = copied(key, 'skipped')
  const age = n < 36 ? {} : { etag: '"0"', modified: source.modified + (n < 39 ? -1 : 1) * 60_000 }
  return copied(key, 'skipped', { there: { ...source, ...age } })
}

/** Jobs that are over, by how they ended. */
const abortDenied = {
  ...problem('AccessDenied', 403, 'AbortMultipartUpload'),
  lacks: [{ action: 'oss:AbortMultipartUpload', resource: `acs:oss:*:*:ferry-backup/2024/${film}` }],
}

export const jobsEnded: Record<string, Made> = {
  finished: {
    request: copyOf([film, 'photos/2024/cover.jpg']),
    ended,
    throughput: measured(16),
    tasks: [copied(film, 'done', { size: 6 * GiB }), copied('photos/2024/cover.jpg', 'done')],
  },
  skippedSome: {
    request: raw,
    ended,
    throughput: measured(4),
    tasks: many(40, (key, n) => (n < 28 ? copied(key, 'done') : left(key, n))),
  },
  failed: {
    request: raw,
    ended,
    throughput: measured(5),
    tasks: many(60, (key, n) => {
      if (n < 36) return copied(key, 'done')
      return copied(key, 'failed', { problem: n < 57 ? problem('AccessDenied', 403) : problem('Unproved', 200) })
    }),
  },
  refused: {
    request: copyOf(['photos/2024/cold.tif']),
    ended,
    tasks: [copied('photos/2024/cold.tif', 'refused', { refusal: 'archived' })],
  },
  unverified: {
    request: raw,
    ended,
    throughput: measured(3),
    tasks: many(4, (key, n) => copied(key, 'done', n === 0 ? { proof: { etag: '"1"', unverified: true } } : {})),
  },
  cancelled: {
    request: copyOf([film, 'photos/2024/cover.jpg']),
    phase: 'cancelled',
    ended,
    tasks: [
      copied('photos/2024/cover.jpg', 'done'),
      copied(film, 'waiting', { size: 6 * GiB, checkpoint, left: abortDenied }),
    ],
  },
  longNames: {
    request: copyOf([`photos/${longName}`]),
    ended,
    throughput: measured(2),
    tasks: [
      copied(`photos/${longName}`, 'done'),
      copied('photos/invoice\u202Efdp.exe', 'failed', { problem: problem('AccessDenied', 403) }),
    ],
  },
}
