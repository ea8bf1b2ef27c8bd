import { KeysDialog } from '../../app/actions/KeysDialog.tsx'
import { usePanelState } from '../../app/jobs-panel/panelState.ts'
import { NoAccess } from '../../app/shell/NoAccess.tsx'
import type { OssErrorFacts } from '../../oss/errors.ts'
import { MissingNotice } from '../../ui/notices/MissingNotice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Dock } from '../Dock.tsx'
import { press } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { type Made, put } from '../world/jobs.ts'
import { jobsEnded } from '../world/jobsEnded.ts'
import { jobsUnderWay } from '../world/jobsUnderWay.ts'
import { longName } from '../world/objects.ts'
import { denied, gone, noAnswer } from '../world/reads.ts'
import '../../app/shell/shell.css'

function tells(job: Made | undefined): State {
  const lay = async () => {
    if (job) await put({ id: 'job', ...job })
    usePanelState.setState({ open: false, told: 'job' })
  }
  return { lay, draw: () => <Dock /> }
}

const { review, runningParts, stopped } = jobsUnderWay
const { finished, failed, longNames } = jobsEnded

export const toast: Part = {
  frame: 'dock',
  states: {
    started: tells(runningParts),
    review: tells(review),
    finished: tells(finished),
    failed: tells(failed),
    stopped: tells(stopped),
    longNames: tells(longNames),
  },
}

function lacks(
  facts: Pick<OssErrorFacts, 'operation' | 'resource'> & Partial<OssErrorFacts>,
  hand?: State['hand'],
): State {
  return { draw: () => <QueryProblem error={denied(facts)} onRetry={() => {}} />, ...(hand && { hand }) }
}

const lists = { operation: 'ListObjectsV2', resource: 'oss://ferry-photos/' }
const copies = {
  operation: 'CopyObject',
  resource: 'oss://ferry-backup/2024/cover.jpg',
  copySource: 'oss://ferry-photos/photos/2024/cover.jpg',
}

export const trouble: Part = {
  frame: 'sheet',
  states: {
    oneRight: lacks(lists),
    policy: lacks(lists, () => press('.missing-rights summary')),
    twoRights: lacks(copies),
    deny: lacks({ ...copies, details: { AuthAction: 'oss:PutObject', NoPermissionType: 'ExplicitDeny' } }),
    longNames: lacks({ operation: 'HeadObject', resource: `oss://ferry-photos/${longName}` }),
    noAnswer: { draw: () => <QueryProblem error={noAnswer(lists)} onRetry={() => {}} /> },
    bucketGone: { draw: () => <QueryProblem error={gone(lists)} onRetry={() => {}} /> },
    noAccess: { draw: () => <NoAccess code="NoAccessToken" /> },
    browserLacks: { draw: () => <MissingNotice missing={['storage', 'database', 'worker', 'channel']} /> },
  },
}

export const help: Part = {
  frame: 'sheet',
  states: { page: { draw: () => <OpenDialog>{(onClose) => <KeysDialog onClose={onClose} />}</OpenDialog> } },
}
