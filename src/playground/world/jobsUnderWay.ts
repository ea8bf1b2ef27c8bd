import { me } from './accounts.ts'
import { copied, copyOf, type Made, many, measured, problem, there } from './jobs.ts'
import { GiB } from './objects.ts'

const film = 'photos/2024/film.mov'
const raw = copyOf(['photos/2024/raw/'])
const parts = { size: 64 * 1024 ** 2, states: `${'#'.repeat(31)}+${'>'.repeat(4)}!${'.'.repeat(59)}` }
const film6 = { n: 0, key: film, size: 6 * GiB, bytes: 32 * parts.size }
const tiers = { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' } as const

/** Jobs with something still to come, by how they stand. */
export const jobsUnderWay: Record<string, Made> = {
  planning: { request: raw, phase: 'planning', planned: false, tasks: many(312, (key) => copied(key, 'waiting')) },
  review: {
    request: copyOf(['photos/2024/raw/'], { removeSource: true, review: true }),
    phase: 'review',
    tasks: [
      ...many(40, (key) => copied(key, 'waiting', { removeSource: true })),
      copied('photos/2024/raw/cold.tif', 'refused', { refusal: 'archived' }),
      copied('photos/2024/raw/log.txt', 'refused', { refusal: 'appendable' }),
    ],
  },
  conflicts: {
    request: copyOf(['photos/2024/raw/'], { conflict: 'ask' }),
    phase: 'review',
    tasks: many(6, (key, n) =>
      copied(key, n < 3 ? 'conflict' : 'waiting', { conflict: 'ask', ...(n < 3 && { there }) }),
    ),
  },
  runningParts: {
    request: copyOf([film]),
    phase: 'running',
    tasks: [copied(film, 'running', { size: 6 * GiB })],
    bytesDone: film6.bytes,
    speed: 212e6,
    rate: 0,
    eta: 21_000,
    throughput: measured(9),
    active: [{ ...film6, parts }],
  },
  runningMany: {
    request: raw,
    phase: 'running',
    tasks: many(120, (key, n) => copied(key, n < 48 ? 'done' : n < 56 ? 'running' : 'waiting')),
    speed: 96e6,
    rate: 31,
    eta: 2300,
    throughput: measured(6),
  },
  waitingForNetwork: {
    request: copyOf([film]),
    phase: 'running',
    tasks: [copied(film, 'running', { size: 6 * GiB })],
    bytesDone: film6.bytes,
    active: [{ ...film6, parts, retrying: 'NetworkError' }],
  },
  restoring: {
    request: copyOf(['photos/2024/cold.tif'], { restore: { days: 3, tiers } }),
    phase: 'running',
    tasks: [copied('photos/2024/cold.tif', 'restoring', { restore: { days: 3, tier: 'Standard' } })],
  },
  paused: {
    request: copyOf([film]),
    phase: 'paused',
    tasks: [copied(film, 'waiting', { size: 6 * GiB, checkpoint: { id: 'U1', partSize: parts.size } })],
    bytesDone: film6.bytes,
    throughput: measured(9),
  },
  stopped: {
    request: raw,
    phase: 'paused',
    planned: false,
    problem: problem('AccessDenied', 403, 'ListObjectsV2'),
    tasks: many(20, (key) => copied(key, 'waiting')),
  },
  signedOut: { request: raw, phase: 'paused', missingAccount: me.id, tasks: many(20, (key) => copied(key, 'waiting')) },
}
