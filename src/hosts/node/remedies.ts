import type { Problem } from '../../engine/types.ts'
import { ownValue } from '../../oss/ownValue.ts'

const proxySignIn =
  'A proxy asks for a sign-in. Put a user name and password into HTTPS_PROXY: http://user:password@host:port.'

const remedies: Record<string, string> = {
  InvalidAccessKeyId:
    'The AccessKey ID is wrong or disabled. Check OSS_ACCESS_KEY_ID; temporary credentials also need OSS_SESSION_TOKEN.',
  SignatureDoesNotMatch:
    'The AccessKey secret is wrong. Check that OSS_ACCESS_KEY_SECRET is complete and belongs to the ID.',
  SecurityTokenExpired:
    'The temporary credentials are over. Get a new ID, secret, and token, and run the command again.',
  InvalidSecurityToken: 'The token does not belong to the ID and secret. Get all three anew.',
  RequestTimeTooSkewed: "This computer's clock is wrong. Turn on automatic time.",
  HostNotFound: "The endpoint's host name can't be found. Check OSS_ENDPOINT and OSS_REGION, and DNS.",
  NoNetwork: 'There is no network, or no DNS.',
  CertificateUntrusted:
    "The endpoint's certificate isn't trusted. For a private cloud, set NODE_EXTRA_CA_CERTS to the file of its CA; otherwise a proxy may be decrypting the connection.",
  CertificateExpired:
    "The endpoint's certificate isn't valid at this time. Check this computer's clock, then the certificate.",
  CertificateOfOtherHost:
    'The certificate belongs to another host. Check OSS_ENDPOINT; a custom domain needs a certificate of its own.',
  TlsRefused:
    'The endpoint refuses the TLS connection. It may know only versions before TLS 1.2, or require a client certificate, which Ferry does not send. Check OSS_ENDPOINT and its port, then ask the administrator of the endpoint.',
  NoTls: "The endpoint doesn't speak HTTPS. Check its port, or begin OSS_ENDPOINT with http://.",
  NonStandardHostForbidden:
    'OSS does not know the domain of OSS_ENDPOINT. Bind it to the bucket in the OSS console and set OSS_CNAME=true, or set OSS_ENDPOINT to the endpoint of the region.',
  SecondLevelDomainForbidden:
    'OSS takes the name of a bucket in the host name: set OSS_ENDPOINT to the endpoint of the region, a domain and no IP address.',
  PublicEndpointForbidden:
    'This account needs a custom domain for buckets in the Chinese mainland. Bind one to the bucket, set OSS_ENDPOINT to it, and OSS_CNAME=true.',
  NetworkError:
    'OSS did not answer. Check OSS_ENDPOINT and the firewall. If your network requires an HTTP proxy, set HTTPS_PROXY.',
  Http407: proxySignIn,
  ProxySignIn: proxySignIn,
  ProxyRefused:
    'The proxy does not allow the endpoint. Have it allowed, with the host names of its buckets; if it can be reached without the proxy, add it to NO_PROXY.',
  ProxyNoWay:
    "The proxy can't reach the endpoint. Check OSS_ENDPOINT; add internal endpoints and private clouds to NO_PROXY.",
  ProxyCertificate:
    "The proxy's own certificate isn't trusted. Set NODE_EXTRA_CA_CERTS to the file of its CA; if the proxy speaks HTTP only, begin its address with http://.",
  ProxyUnreachable:
    'The proxy that HTTPS_PROXY or HTTP_PROXY names does not answer, or broke the connection. Check its address, or remove the variable.',
}

/** One code may stand for several causes, which its message alone tells apart. */
const messages: [code: string, says: RegExp, remedy: string][] = [
  [
    'InvalidArgument',
    /signing region/i,
    'The endpoint, or the bucket, belongs to another region. Check OSS_REGION and OSS_ENDPOINT.',
  ],
  [
    'InvalidArgument',
    /^(unsupported authorization|authorization header is invalid)/i,
    "This OSS doesn't take V4 signatures, which the command signs with.",
  ],
  [
    'AccessDenied',
    /addressed using the specified endpoint/i,
    'The bucket has another endpoint, to which OSS_ENDPOINT and OSS_REGION do not lead. If you trust it, set OSS_ENDPOINT to it, and OSS_REGION to its region.',
  ],
  ['AccessDenied', /requester pay bucket/i, 'Requesters pay for this bucket. To agree, name it in OSS_PAYS_FOR.'],
]

/** What to do about a connection that does not come about, or keys that are not taken. */
export function remedyOf({ code, message, requestId }: Problem): string | undefined {
  const told = messages.find(([of, says]) => of === code && says.test(message))
  if (told) return told[2]
  const isOfStranger = /^Http[45]\d\d$/.test(code) && !requestId
  return (
    ownValue(remedies, code) ??
    (isOfStranger ? 'Something other than OSS answered, such as a proxy. Check OSS_ENDPOINT.' : undefined)
  )
}
