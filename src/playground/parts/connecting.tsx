import { AddBucketDialog } from '../../app/buckets/AddBucketDialog.tsx'
import { CorsCheckDialog } from '../../app/cors/CorsCheckDialog.tsx'
import { AccountContext } from '../../app/places/account.ts'
import { queryKeys } from '../../app/queries/queryKeys.ts'
import { AccountDialog } from '../../app/shell/AccountDialog.tsx'
import type { Cors, CorsRule } from '../../oss/types.ts'
import { press, type } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { wire } from '../wire.ts'
import { me } from '../world/accounts.ts'
import { home } from '../world/objects.ts'
import { denied, failed } from '../world/reads.ts'

const input = '.dialog input'
const submit = '.dialog button[type="submit"]'
const origin = 'https://ferry.example.com'

const narrow: CorsRule = {
  origins: [origin],
  methods: ['GET', 'HEAD'],
  headers: ['authorization'],
  expose: ['ETag'],
  maxAge: 600,
}

const asked = { queryKey: queryKeys.cors(me, home.bucket) } as never

function corsOf(more: Partial<State> = {}): State {
  const draw = () => (
    <OpenDialog>{(onClose) => <CorsCheckDialog account={me} home={home} prefix="" onClose={onClose} />}</OpenDialog>
  )
  return { draw, ...more }
}

const sent = (text: string) => async () => {
  await type(input, text)
  await press(submit)
}
const checked = async () => {
  await type(input, origin)
  await press('.cors-origin button[type="submit"]')
}
const ruled = (rules: CorsRule[]) =>
  corsOf({
    lay: (client) => {
      client.setQueryData(queryKeys.cors(me, home.bucket), { rules } satisfies Cors)
    },
    hand: checked,
  })

export const corsCheck: Part = {
  frame: 'sheet',
  states: {
    reading: corsOf(),
    noOrigin: corsOf({ hand: () => press('.cors-origin button[type="submit"]') }),
    none: ruled([]),
    narrow: ruled([narrow]),
    denied: corsOf({
      lay: (client) => {
        failed(client, asked, denied({ operation: 'GetBucketCors', resource: `oss://${home.bucket}/` }))
        wire.oss = { status: 403, code: 'AccessDenied', message: 'AccessDenied' }
      },
    }),
  },
}

function addBucketOf(more: Partial<State> = {}): State {
  const draw = () => (
    <AccountContext value={me}>
      <OpenDialog>{(onClose) => <AddBucketDialog onClose={onClose} />}</OpenDialog>
    </AccountContext>
  )
  return { draw, ...more }
}

const answered = (oss: typeof wire.oss) =>
  addBucketOf({
    lay: () => {
      wire.oss = oss
    },
    hand: sent('oss://ferry-archive/2026/'),
  })

export const addBucket: Part = {
  frame: 'sheet',
  states: {
    first: addBucketOf(),
    empty: addBucketOf({ hand: sent('') }),
    looking: answered(undefined),
    denied: answered({ status: 403, code: 'AccessDenied', message: 'You have no right to access this object.' }),
    gone: answered({ status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist.' }),
    lost: answered('lost'),
  },
}

export const lookOfAccount: Part = {
  frame: 'sheet',
  states: {
    named: { draw: () => <OpenDialog>{(onClose) => <AccountDialog account={me} onClose={onClose} />}</OpenDialog> },
  },
}
