import type { TFunction } from 'i18next'
import type { Problem, Refusal } from '../engine/types.ts'
import type { OssError } from '../oss/errors.ts'
import { own } from '../oss/own.ts'
import type { errors } from './errors.ts'

export type Explained = { title: string; advice: string }

type TitleKey = Extract<keyof typeof errors, `${string}.title`>
type Cause = TitleKey extends `${infer Name}.title` ? Name : never

const causes: Record<string, Cause> = {
  SignatureDoesNotMatch: 'signature',
  InvalidAccessKeyId: 'accessKey',
  SecurityTokenExpired: 'token',
  InvalidSecurityToken: 'token',
  RequestTimeTooSkewed: 'clock',
  AccessDenied: 'denied',
  NetworkError: 'network',
  UpstreamUnreachable: 'upstream',
  TargetNotAllowed: 'target',
  AnswerTooLarge: 'answerTooLarge',
  TooManyRequests: 'gatewayFull',
  NoStartToken: 'noEntry',
  NoAccessToken: 'noAccess',
  RequestTimeout: 'timeout',
  EndlessListing: 'endlessListing',
  UnexpectedAnswer: 'oddAnswer',
  MissingETag: 'oddAnswer',
  InternalError: 'internal',
  NoSuchBucket: 'noBucket',
  NoSuchKey: 'noKey',
  PreconditionFailed: 'changed',
  FileAlreadyExists: 'exists',
  EntityTooLarge: 'tooLarge',
  InvalidObjectState: 'archived',
  SourceChanged: 'changed',
  TargetExists: 'exists',
  Different: 'verify',
  PartMismatch: 'verify',
  Unproved: 'unproved',
  NotAsAsked: 'notAsAsked',
  NotYetFree: 'notYetFree',
  CopyGone: 'copyGone',
  LinkAhead: 'linkAhead',
  LinkUndecided: 'linkAhead',
  DanglingLink: 'danglingLink',
  OnlyCopy: 'onlyCopy',
  Protected: 'protected',
  Unprovable: 'unprovable',
  NameTooLong: 'nameTooLong',
  PublicBlocked: 'publicBlocked',
  ClassUnknown: 'unknownClass',
  QuotaExceededError: 'quota',
  JournalClosed: 'journal',
  Http431: 'headers',
  ReadOnlySession: 'readOnly',
  SignedOut: 'signedOut',
  FilesGone: 'filesGone',
  FilesLocked: 'filesLocked',
  NameTaken: 'nameTaken',
  DiskFull: 'diskFull',
  NoRoom: 'noRoom',
  ZipBroken: 'zipBroken',
}

/** RAM actions by operation, where the two differ. */
const actions: Record<string, string> = {
  ListObjectsV2: 'oss:ListObjects',
  HeadObject: 'oss:GetObject',
  CopyObject: 'oss:GetObject + oss:PutObject',
  UploadPartCopy: 'oss:GetObject + oss:PutObject',
  UploadPart: 'oss:PutObject',
  InitiateMultipartUpload: 'oss:PutObject',
  CompleteMultipartUpload: 'oss:PutObject',
  DeleteMultipleObjects: 'oss:DeleteObject',
  GetObjectACL: 'oss:GetObjectAcl',
  GetObjectVersionACL: 'oss:GetObjectVersionAcl',
  PutObjectACL: 'oss:PutObjectAcl',
  PutBucketACL: 'oss:PutBucketAcl',
  GetSymlink: 'oss:GetObject',
  PutSymlink: 'oss:PutObject',
}

/** The one place that makes errors words: what went wrong, and what to do. */
export function explain(problem: Problem | OssError, t: TFunction<'errors'>): Explained {
  if ('refusal' in problem && problem.refusal) return explainRefusal(problem.refusal, t)
  const cause = causeOf(problem)
  const facts = { code: problem.code, message: problem.message, requestId: problem.requestId ?? '–' }
  if (cause === 'unknown' && !problem.requestId) {
    return { title: t('unknown.title', facts), advice: t('unknown.adviceNoId', facts) }
  }
  if (cause === 'denied') return denied(problem.operation, t)
  return { title: t(`${cause}.title`, facts), advice: t(`${cause}.advice`, facts) }
}

/** Why an object is not copied, and the way out. */
export function explainRefusal(refusal: Refusal, t: TFunction<'errors'>): Explained {
  return { title: t(`${refusal}.title`), advice: t(`${refusal}.advice`) }
}

function causeOf({ code, status }: Problem | OssError): Cause {
  return own(causes, code) ?? (status === 503 ? 'busy' : 'unknown')
}

function denied(operation: string | undefined, t: TFunction<'errors'>): Explained {
  const title = t('denied.title')
  if (!operation) return { title, advice: t('denied.adviceUnknown') }
  const action = own(actions, operation) ?? `oss:${operation}`
  return { title, advice: t(action === 'oss:ListObjects' ? 'denied.adviceList' : 'denied.advice', { action }) }
}
