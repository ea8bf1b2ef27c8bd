/** What the tests of this folder copy. */
import type { CopyTask, Request } from '../types.ts'
import type { Job } from './types.ts'

const place = { account: 'me', region: 'cn-hangzhou', bucket: 'b' }

const request: Request = {
  do: 'copy',
  sources: [{ ...place, key: 'from/' }],
  target: { ...place, key: 'to/' },
  placement: 'into',
  removeSource: true,
  conflict: 'replace',
  keepAcl: false,
}

export const jobNamed = (id: string): Job => ({ id, request, phase: 'planning', planned: false, created: 1 })

export const plannedCopy = (key: string, size: number): Omit<CopyTask, 'job' | 'n'> => ({
  kind: 'copy',
  state: 'waiting',
  source: { ...place, key, size, etag: 'e', modified: 0, type: 'Normal', storageClass: 'Standard' },
  target: { ...place, key: `to/${key}` },
  removeSource: true,
  method: 'whole',
  overwrite: true,
  keepAcl: false,
  conflict: 'replace',
})
