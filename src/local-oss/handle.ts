import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { actionOn, authorise } from './access/authorise.ts'
import { requirePayer } from './access/payer.ts'
import { authenticate } from './access/signature.ts'
import type { createFaults, FaultEffect } from './admin/faults.ts'
import type { Oss, ServiceContext } from './context.ts'
import { OssError, ossError } from './errors.ts'
import type { Address } from './http/address.ts'
import type { Answer } from './http/answer.ts'
import { corsHeaders, preflightHeaders } from './http/cors.ts'
import { CUT, errorAnswer, report, SILENT } from './http/errorAnswer.ts'
import { type ParsedRequest, parseRequest, type RequestHead, readHead } from './http/requestHead.ts'
import type { createRequestLog } from './http/requestLog.ts'
import { send } from './http/send.ts'
import { checkBucketName } from './operations/buckets.ts'
import { checkKey } from './operations/write.ts'
import type { BucketRecord } from './store/types.ts'

/** What the requests of one server share. */
export type World = {
  oss: Oss
  pathStyle: boolean
  port(): number
  log: ReturnType<typeof createRequestLog>
  faults: ReturnType<typeof createFaults>
  /** Aborted when the server closes. */
  closing: AbortSignal
}

/** Answers one request. Never throws: what goes wrong is an answer, or a cut connection. */
export async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await exchange(world, request, response)
  } catch (error) {
    // The answer had begun; all that is left is to make sure that nobody takes it for whole.
    report(error)
    request.socket.destroy()
  }
}

async function exchange(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrival = readHead(world, request)
  const { entry } = arrival
  world.log.add(entry)
  let fault: FaultEffect | undefined
  let answer: Answer
  try {
    const asked = parseRequest(world, arrival)
    fault = world.faults.match(entry)
    answer = await answerWith(world, { arrival, asked, fault })
  } catch (error) {
    answer = errorAnswer(arrival, error)
  }
  await far(world, entry.started)
  const lost = answer === CUT || answer === SILENT || fault?.reset === 'after' || fault?.hang === 'after'
  Object.assign(entry, { status: answer.status, milliseconds: world.oss.now() - entry.started, lost })
  if (answer.code !== undefined) entry.code = answer.code
  if (!lost) await send({ request, response, answer: identified(world, arrival, answer), fault })
  else answer.stream?.release()
  if (answer === CUT || fault?.reset === 'after') request.socket.resetAndDestroy()
  world.log.done(entry)
}

/** Where the store is far away, an answer that is ready travels on. */
async function far({ oss, closing }: World, started: number): Promise<void> {
  const left = started + oss.settings.latency - oss.now()
  if (left > 0) await sleep(left, undefined, { signal: closing })
}

function identified({ oss }: World, { requestId, entry }: RequestHead, answer: Answer): Answer {
  const headers = { 'x-oss-request-id': requestId, 'x-oss-server-time': String(oss.now() - entry.started) }
  return { ...answer, headers: { date: new Date(oss.now()).toUTCString(), ...headers, ...answer.headers } }
}

type Work = { arrival: RequestHead; asked: ParsedRequest; fault: FaultEffect | undefined }

async function answerWith(world: World, work: Work): Promise<Answer> {
  const { arrival, asked, fault } = work
  if (fault?.delay) await sleep(fault.delay, undefined, { signal: world.closing })
  if (fault?.hold) await Promise.race([fault.hold, aborted(world.closing)])
  await fault?.run?.(arrival.entry)
  if (fault?.reset === 'before') return CUT
  if (fault?.hang === 'before') return SILENT
  if (fault?.error) return withCors(arrival, asked, injected(arrival, fault.error))
  if (arrival.request.method === 'OPTIONS') return preflightAnswer(arrival, asked)
  const ctx = authenticated(world, work)
  try {
    return withCors(arrival, asked, await run(ctx, asked))
  } catch (error) {
    return withCors(arrival, asked, errorAnswer(arrival, error))
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

function authenticated(world: World, { arrival, asked }: Work): ServiceContext {
  const { request, headers, rawQuery, requestId, host } = arrival
  const { address, query } = asked
  const { bucket, key, region } = address
  const identity = orNoBucket(asked, () =>
    authenticate(
      { method: request.method ?? '', rawQuery, headers, bucket, key },
      // An IP address names no region; then a V4 scope must be that of the bucket.
      { keys: world.oss.keys, now: world.oss.now(), region: region ?? asked.bucket?.region },
    ),
  )
  if (identity.key) arrival.entry.accessKeyId = identity.key.id
  // The default iterator destroys the socket when a body is refused half-way, and with it the error answer.
  const body: AsyncIterable<Buffer> = { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) }
  return { oss: world.oss, query, headers, body, caller: identity, address, requestId, host }
}

/** To a key that it does not know OSS says of an absent bucket only that it is absent. */
function orNoBucket<Identity>({ address, bucket, target }: ParsedRequest, authenticated: () => Identity): Identity {
  try {
    return authenticated()
  } catch (error) {
    const unknown = error instanceof OssError && error.code === 'InvalidAccessKeyId'
    const absent = address.bucket !== '' && !bucket && target?.level !== 'service'
    throw unknown && absent ? ossError('NoSuchBucket', { extra: { BucketName: address.bucket } }) : error
  }
}

async function run(ctx: ServiceContext, { target }: ParsedRequest): Promise<Answer> {
  const { oss, caller, address } = ctx
  const { bucket: name, key } = address
  if (name !== '') checkBucketName(name)
  if (!target) throw ossError('NotImplemented', { message: 'This operation is not implemented.' })
  const { op, access, action = `oss:${op}` } = target.route
  if (target.level === 'service') {
    authorise(oss, caller, { action, access, newBucket: name })
    return target.route.run(ctx)
  }
  const bucket = oss.store.bucket(name)
  if (!bucket) throw ossError('NoSuchBucket', { extra: { BucketName: name } })
  checkRegion(address, bucket)
  if (address.isAccelerated && !oss.settings.accelerated?.includes(name)) throw ossError('TransferAccelerationDisabled')
  requirePayer(ctx, bucket)
  if (target.level === 'bucket') {
    authorise(oss, caller, { action, access, bucket, prefix: ctx.query.get('prefix') ?? '' })
    return target.route.run({ ...ctx, bucket })
  }
  checkKey(key)
  authorise(oss, caller, { action: actionOn(action, ctx.query.has('versionId')), access, bucket, key })
  if (givesTags(ctx, op)) authorise(oss, caller, { action: 'oss:PutObjectTagging', access: 'owner', bucket, key })
  return target.route.run({ ...ctx, bucket, key })
}

/** What makes an object, and gives it tags at once; a copy looks at its directive first. */
function givesTags({ headers }: ServiceContext, op: string): boolean {
  const makes = ['PutObject', 'InitiateMultipartUpload', 'AppendObject', 'PutSymlink'].includes(op)
  return makes && headers.has('x-oss-tagging')
}

function checkRegion({ region, endpoint }: Address, bucket: BucketRecord): void {
  if (region === undefined || region === bucket.region) return
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.'
  const extra = { Bucket: bucket.name, Endpoint: endpoint(bucket.region) }
  throw ossError('AccessDenied', { message, ec: '0003-00001403', extra })
}

function preflightAnswer(arrival: RequestHead, { address, bucket }: ParsedRequest): Answer {
  if (address.bucket !== '' && !bucket) throw ossError('NoSuchBucket', { extra: { BucketName: address.bucket } })
  return { status: 200, headers: preflightHeaders(bucket?.cors, arrival.headers) }
}

/** Errors get CORS headers too, or a page would take every 404 for a dead network. A failed signature gets none. */
function withCors({ request, headers }: RequestHead, { bucket }: ParsedRequest, answer: Answer): Answer {
  if (answer === CUT) return answer
  const added = corsHeaders(bucket?.cors, { method: request.method ?? '', headers })
  return { ...answer, headers: { ...answer.headers, ...added } }
}

function injected(arrival: RequestHead, { code, message, headers, ok }: NonNullable<FaultEffect['error']>): Answer {
  const error = ossError(code, { ...(message !== undefined && { message }), ...(headers && { headers }) })
  const answer = errorAnswer(arrival, error)
  return ok ? { ...answer, status: 200 } : answer
}
