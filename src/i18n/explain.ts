import type { TFunction } from 'i18next'
import type { Problem, Refusal } from '../engine/types.ts'
import { knownWay } from '../oss/direct/way.ts'
import { endpointIn } from '../oss/endpoints/toldEndpoint.ts'
import { OssError } from '../oss/errors.ts'
import { ownValue } from '../oss/ownValue.ts'
import { ramAction } from '../oss/ramActions.ts'
import { type Right, rightsOf } from '../oss/rights.ts'
import type { errors } from './errors.ts'
import './errors.ts'

export type Explained = { title: string; advice: string }

type TitleKey = Extract<keyof typeof errors, `${string}.title`>
type Cause = TitleKey extends `${infer Name}.title` ? Name : never

const causes: Record<string, Cause> = {
  SignatureDoesNotMatch: 'signature',
  InvalidAccessKeyId: 'accessKey',
  SecurityTokenExpired: 'token',
  InvalidSecurityToken: 'token',
  AccessKeyIdAndSecurityTokenNotMatch: 'token',
  UserDisable: 'suspended',
  TransferAccelerationDisabled: 'acceleration',
  RequestTimeTooSkewed: 'clock',
  AccessDenied: 'denied',
  NetworkError: 'network',
  CorsRefused: 'cors',
  HeadersHidden: 'headersHidden',
  MetadataHidden: 'metadataHidden',
  KeyOutOfReach: 'outOfReach',
  UpstreamUnreachable: 'upstream',
  HostNotFound: 'hostNotFound',
  NoNetwork: 'noNetwork',
  CertificateUntrusted: 'certificate',
  CertificateExpired: 'certificateExpired',
  CertificateOfOtherHost: 'certificateOther',
  TlsRefused: 'tlsRefused',
  NoTls: 'noTls',
  Http407: 'proxySignIn',
  ProxySignIn: 'proxySignIn',
  ProxyRefused: 'proxyRefused',
  ProxyNoWay: 'proxyNoWay',
  ProxyCertificate: 'proxyCertificate',
  ProxyUnreachable: 'proxyUnreachable',
  TargetNotAllowed: 'target',
  OtherBucket: 'otherBucket',
  AnswerTooLarge: 'answerTooLarge',
  TooManyRequests: 'gatewayFull',
  NoStartToken: 'noEntry',
  NoAccessToken: 'noAccess',
  RequestTimeout: 'timeout',
  EndlessListing: 'endlessListing',
  UnexpectedAnswer: 'oddAnswer',
  MissingETag: 'oddAnswer',
  InternalError: 'internal',
  NonStandardHostForbidden: 'strangeDomain',
  SecondLevelDomainForbidden: 'noPathStyle',
  PublicEndpointForbidden: 'publicEndpoint',
  NoSuchBucket: 'noBucket',
  NoSuchKey: 'noKey',
  PreconditionFailed: 'changed',
  FileAlreadyExists: 'exists',
  FileImmutable: 'immutable',
  FalseEncoding: 'falseEncoding',
  InflatesTooFar: 'inflatesTooFar',
  ContentAltered: 'altered',
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
  NullVersion: 'nullVersion',
  Unprovable: 'unprovable',
  NameTooLong: 'nameTooLong',
  PublicBlocked: 'publicBlocked',
  LeftUnblocked: 'leftUnblocked',
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
  JobGone: 'jobGone',
}

/** One code may stand for several causes, which its message alone tells apart. */
const messages: { code: string; says: RegExp; cause: Cause }[] = [
  // Of the gateway: a browser says no code.
  { code: 'NetworkError', says: /^(ECONNRESET|EPIPE)/, cause: 'cut' },
  { code: 'UpstreamUnreachable', says: /HPE_/, cause: 'noHttp' },
  { code: 'AccessDenied', says: /difference between the request time/i, cause: 'clock' },
  { code: 'AccessDenied', says: /addressed using the specified endpoint/i, cause: 'otherEndpoint' },
  { code: 'AccessDenied', says: /requester pay bucket/i, cause: 'payer' },
  { code: 'InvalidArgument', says: /signing region/i, cause: 'region' },
  {
    code: 'InvalidArgument',
    says: /^(unsupported authorization|authorization header is invalid)/i,
    cause: 'signatureVersion',
  },
]

const copies = new Set(['CopyObject', 'UploadPartCopy'])

/** The one place that makes errors words: what went wrong, and what to do. */
export function explain(problem: Problem | OssError, t: TFunction<'errors'>): Explained {
  if ('refusal' in problem && problem.refusal) return explainRefusal(problem.refusal, t)
  const cause = causeOf(problem)
  const status = problem.status ?? '–'
  const operation = problem.operation ?? '–'
  const facts = { code: problem.code, message: problem.message, operation, requestId: problem.requestId ?? '–', status }
  const endpoint = 'details' in problem ? problem.details.Endpoint : endpointIn(problem.message)
  if (cause === 'unknown' && !problem.requestId) {
    return { title: t('unknown.title', facts), advice: t('unknown.adviceNoId', facts) }
  }
  if (cause === 'denied') return denied(problem, t)
  if (cause === 'immutable' && problem.operation?.startsWith('Delete')) {
    return { title: t('immutable.title'), advice: t('immutable.adviceDelete') }
  }
  if (cause === 'network' && knownWay() === 'direct') {
    return { title: t('network.title'), advice: t('network.adviceDirect') }
  }
  if (cause === 'otherEndpoint' && endpoint) {
    return { title: t('otherEndpoint.title'), advice: t('otherEndpoint.adviceNamed', { endpoint }) }
  }
  return { title: t(`${cause}.title`, facts), advice: t(`${cause}.advice`, facts) }
}

/** The same beside the sign-in form, where no menu is at hand. */
export function explainSignIn(error: OssError, t: TFunction<'errors'>): Explained {
  const { title, advice } = explain(error, t)
  const cause = causeOf(error)
  return { title, advice: cause === 'token' || cause === 'timeout' ? t(`${cause}.adviceSignIn`) : advice }
}

/** Why an object is not copied, and the way out. */
export function explainRefusal(refusal: Refusal, t: TFunction<'errors'>): Explained {
  return { title: t(`${refusal}.title`), advice: t(`${refusal}.advice`) }
}

function causeOf(problem: Problem | OssError): Cause {
  const { code, message, status } = problem
  if (namesBucket(problem)) return 'bucketEndpoint'
  if (namesNoBucket(problem)) return 'strangeDomain'
  if (isOfStranger(problem)) return ownValue(causes, code) ?? 'stranger'
  const told = messages.find((each) => each.code === code && each.says.test(message))
  return told?.cause ?? ownValue(causes, code) ?? (status === 503 ? 'busy' : 'unknown')
}

/** OSS gives every answer an ID, and says its errors in XML. */
function isOfStranger({ code, requestId }: Problem | OssError): boolean {
  return /^Http\d{3}$/.test(code) && !requestId
}

/** The buckets were asked for at a host that is a bucket's: the store signed another resource than we did, which is no fault of the secret. */
function namesBucket(problem: Problem | OssError): boolean {
  if (problem.code !== 'SignatureDoesNotMatch' || problem.operation !== 'ListBuckets') return false
  const asked = 'details' in problem ? problem.details.CanonicalRequest?.split('\n')[1] : undefined
  return asked !== undefined && asked !== '/'
}

/** OSS takes a domain that is bound to no bucket for the name of one, which has no dots. */
function namesNoBucket(problem: Problem | OssError): boolean {
  if (problem.code !== 'NoSuchBucket' || !('details' in problem)) return false
  return problem.details.BucketName?.includes('.') ?? false
}

function denied(problem: Problem | OssError, t: TFunction<'errors'>): Explained {
  const title = t('denied.title')
  const actions = lackedBy(problem)
  const action = actions.join(t('denied.and'))
  if (!action) return { title, advice: t('denied.adviceUnknown') }
  if (isByDeny(problem)) return { title, advice: t('denied.adviceDeny', { action }) }
  if (action === 'oss:ListBuckets') return { title, advice: t('denied.adviceBuckets', { action }) }
  if (action === 'oss:ListObjects') return { title, advice: t('denied.adviceList', { action }) }
  return { title, advice: t('denied.advice', { action, count: actions.length }) }
}

function isByDeny(problem: Problem | OssError): boolean {
  return rightsBehind(problem)?.some(({ isDenied }) => isDenied) ?? false
}

function rightsBehind(problem: Problem | OssError): readonly Right[] | undefined {
  return problem instanceof OssError ? rightsOf(problem) : problem.lacks
}

/** RAM's actions. An older journal tells but the operation. */
function lackedBy(problem: Problem | OssError): string[] {
  const lacks = rightsBehind(problem)
  if (lacks) return [...new Set(lacks.map(({ action }) => action))]
  const { operation } = problem
  if (!operation) return []
  return copies.has(operation) ? ['oss:GetObject', ramAction(operation)] : [ramAction(operation)]
}
