import { useJobs } from '../../hosts/page/views.ts'
import { Dock } from '../Dock.tsx'
import type { Part, State } from '../part.ts'
import { now } from '../world/accounts.ts'
import { copied, copyOf, type Made, measured, openPanel, put, target } from '../world/jobs.ts'
import { jobsEnded } from '../world/jobsEnded.ts'
import { jobsUnderWay } from '../world/jobsUnderWay.ts'
import { at } from '../world/objects.ts'

const draw = () => <Dock />
const made = { ...jobsUnderWay, ...jobsEnded }

/** With its details open. */
function one(job: Made): State {
  const lay = async () => {
    await put({ id: 'job', ...job })
    openPanel('job')
  }
  return { lay, draw }
}

/** All phases, one below the other. */
async function layAll(): Promise<void> {
  for (const [n, [id, job]] of Object.entries(made).entries()) await put({ id, ...job, created: now - n * 1000 })
  openPanel()
}

const moved = copyOf(['photos/2024/cover.jpg'], { removeSource: true })
const undo = { do: 'undo' as const, job: 'moved', of: moved, sources: moved.sources }

async function layUndone(): Promise<void> {
  const [there, back] = [{ ...target, key: '2024/cover.jpg' }, at('photos/2024/cover.jpg')]
  const forth = copied(back.key, 'done', { removeSource: true })
  await put({ id: 'moved', request: moved, ended: now - 80_000, tasks: [forth] })
  const tasks = [copied(back.key, 'done', { source: { ...forth.source, ...there }, target: back })]
  await put({ id: 'job', request: undo, created: now - 9000, ended: now - 8000, throughput: measured(1), tasks })
  openPanel('job')
}

const special: Record<string, State> = {
  none: { lay: () => openPanel(), draw },
  all: { lay: layAll, draw },
  undone: { lay: layUndone, draw },
  outdated: {
    lay: () => {
      useJobs.setState({ isOutdated: true })
      openPanel()
    },
    draw,
  },
}

const states = Object.fromEntries(Object.entries(made).map(([name, job]) => [name, one(job)]))

export const jobs: Part = { frame: 'dock', states: { ...special, ...states } }
