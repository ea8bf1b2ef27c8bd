/** Many tasks over time: what the page knows of a job. */
import type { PartState, Problem, Request, Settings, TaskState } from '../copy/types.ts'

/** `review`: the plan waits for a person's yes. */
export type Phase = 'planning' | 'review' | 'running' | 'paused' | 'finished' | 'cancelled'

export type Counts = Record<TaskState, number>

/** The durable part of a job, as the journal keeps it. Times in ms since 1970. */
export type Job = {
  id: string
  request: Request
  phase: Phase
  created: number
  ended?: number
  /** Set when planning itself failed. */
  problem?: Problem
}

/** One object that is being worked on right now. */
export type ActiveTask = {
  n: number
  key: string
  size: number
  bytes: number
  /** Of a copy by parts: its split, and one state a part. */
  parts?: { size: number; states: PartState[] }
  /** The last reason for a retry, while it waits. */
  retrying?: string
}

/** A job as a screen shows it; sent at most 5 times a second. Bytes, ms, bytes per second. */
export type JobView = Job & {
  counts: Counts
  objects: number
  bytes: number
  bytesDone: number
  speed: number
  eta?: number
  active: ActiveTask[]
}

export type JobSettings = Settings
