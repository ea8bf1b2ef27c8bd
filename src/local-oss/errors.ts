/**
 * Every error that OSS documents and the local OSS answers: HTTP status, message and, where it is known, the EC
 * (the number of the page https://www.alibabacloud.com/help/en/oss/support/EC that explains the case).
 * Source: oss-protocol facts 1, 2, 4, 5, 6, 7, 8 and the OSS pages of the ECs.
 */
export const ERRORS = {
  AccessDenied: [403, 'You have no right to access this object because of bucket acl.', '0003-00000001'],
  AccessForbidden: [
    403,
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec.",
  ],
  AccessKeyIdAndSecurityTokenNotMatch: [403, 'The AccessKeyId and SecurityToken do not match.'],
  ActiveRequestLimitExceeded: [503, 'The active request limit is exceeded.'],
  BadRequest: [400, 'The request is not valid.'],
  BucketAlreadyExists: [
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
  ],
  BucketNotEmpty: [409, 'The bucket you tried to delete is not empty.'],
  CORSRuleBeyondLimit: [400, 'The number of CORS rules is beyond the limit.'],
  DownloadTrafficRateLimitExceeded: [503, 'The download traffic rate limit is exceeded.'],
  EntityTooLarge: [400, 'Source object Length exceeds the maximum allowed size.'],
  EntityTooSmall: [400, 'Your proposed upload smaller than the minimum allowed size.'],
  FileAlreadyExists: [409, 'The object you specified already exists and can not be overwritten.', '0026-00000201'],
  FileImmutable: [409, 'The object you specified is immutable.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The OSS Access Key Id you provided does not exist in our records.', '0002-00000902'],
  InvalidArgument: [400, 'The argument is invalid.'],
  InvalidBucketName: [400, 'The specified bucket is not valid.'],
  InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
  InvalidEncryptionAlgorithmError: [400, 'The Encryption Algorithm you specified is not valid.'],
  InvalidEncryptionRequest: [400, 'The parameters of client encryption are allowed to be set once.'],
  InvalidObjectName: [400, 'The Length of Object name must be less than 1024.'],
  InvalidObjectState: [403, "The operation is not valid for the object's state"],
  InvalidPart: [
    400,
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  ],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.', '0042-00000209'],
  InvalidPolicyDocument: [400, 'The policy document is invalid.'],
  InvalidRange: [416, 'The requested range cannot be satisfied.'],
  InvalidSecurityToken: [403, 'The security token you provided is invalid.', '0002-00000008'],
  InvalidTag: [400, 'The tag you provided is invalid.'],
  InvalidTaggingKey: [400, 'The tagging key you provided is invalid.'],
  InvalidTargetBucketForLogging: [
    400,
    'The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants.',
  ],
  InvalidTargetType: [400, 'The symbolic link must not point to another symbolic link.'],
  KmsServiceNotEnabled: [403, 'You must enable the KMS service before you use SSE-KMS.'],
  MalformedPOSTRequest: [400, 'The body of your POST request is not well-formed multipart/form-data.'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema.'],
  MetaOperationQpsLimitExceeded: [503, 'Qps limit for the meta operation is exceeded.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingArgument: [400, 'Missing Some Required Arguments.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NonStandardHostForbidden: [403, 'The host you are using is not a standard host of OSS.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.', '0015-00000101'],
  NoSuchCORSConfiguration: [404, 'The CORS Configuration does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.', '0026-00000001'],
  NoSuchBucketPolicy: [404, 'The bucket policy does not exist.'],
  NoSuchInventory: [404, 'The specified inventory configuration does not exist.'],
  NoSuchLifecycle: [404, 'No Row found in Lifecycle Table.'],
  NoSuchServerSideEncryptionRule: [404, 'The server side encryption configuration is not found.'],
  NoSuchTransferAccelerationConfiguration: [404, 'The transfer acceleration configuration does not exist.'],
  NoSuchUpload: [
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    '0042-00000002',
  ],
  NoSuchVersion: [404, 'The specified version does not exist.'],
  NoSuchWebsiteConfiguration: [404, 'The specified bucket does not have a website configuration.'],
  NotImplemented: [400, 'A header you provided implies functionality that is not implemented.'],
  NotModified: [304, 'The object has not been modified.'],
  NotSymlink: [400, 'The object is not symlink.', '0043-00000101'],
  ObjectNotAppendable: [409, 'The object is not appendable'],
  OperationNotSupported: [400, 'The operation is not supported for this resource.'],
  PositionNotEqualToLength: [409, 'Position is not equal to file length', '0026-00000016'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold.'],
  RepeatedTags: [400, 'Tag keys must be unique.'],
  RequestTimeout: [
    400,
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ],
  RequestTimeTooSkewed: [
    403,
    'The difference between the request time and the current time is too large.',
    '0002-00000504',
  ],
  RestoreAlreadyInProgress: [409, 'The restore operation is in progress.', '0016-00000701'],
  SecondLevelDomainForbidden: [
    403,
    'The bucket you are attempting to access must be addressed using OSS third level domain.',
  ],
  SecurityTokenExpired: [403, 'The security token you provided has expired.', '0002-00000007'],
  ServiceUnavailable: [503, 'Thread pool is almost full, please retry later.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    '0002-00000040',
  ],
  SymlinkTargetNotExist: [404, 'The symlink target object does not exist.', '0026-00000012'],
  TooManyBuckets: [400, 'You have attempted to create more buckets than allowed.'],
  TotalQpsLimitExceeded: [503, 'Max total qps limit is exceeded.', '0004-00000302'],
  TransferAccelerationDisabled: [403, 'Transfer acceleration is disabled.'],
  UploadTrafficRateLimitExceeded: [503, 'The upload traffic rate limit is exceeded.'],
  UserDisable: [403, 'UserDisable', '0003-00000801'],
} as const satisfies Record<string, readonly [status: number, message: string, ec?: string]>

/** The `<Code>` of an error answer. */
export type ErrorCode = keyof typeof ERRORS

export type ErrorElements = { [name: string]: string | ErrorElements }

export type ErrorOptions = {
  message?: string
  ec?: string
  /** Further elements of the body, such as `<BucketName>`, in this order; some hold elements. */
  extra?: ErrorElements
  headers?: Record<string, string>
}

/** An answer that is not 2xx, as a thing to throw; `server.ts` writes it. */
export class OssError extends Error {
  override readonly name = 'OssError'
  readonly code: ErrorCode
  readonly status: number
  readonly ec: string | undefined
  readonly extra: ErrorElements
  readonly headers: Record<string, string>

  constructor(code: ErrorCode, { message, ec, extra = {}, headers = {} }: ErrorOptions) {
    const [status, usualMessage, usualEc] = ERRORS[code] as readonly [number, string, string?]
    super(message ?? usualMessage)
    this.code = code
    this.status = status
    this.ec = ec ?? (message === undefined ? usualEc : undefined)
    this.extra = extra
    this.headers = headers
  }
}

/**
 * The error that OSS answers for `code`, with the documented status, message and EC where no other is given.
 * An own message drops the usual EC, because the EC names the case that the usual message tells.
 */
export function ossError(code: ErrorCode, options: ErrorOptions = {}): OssError {
  return new OssError(code, options)
}
