/**
 * Why no connection to the store came about, where Node tells: causes with a remedy of their own. `CertificateUntrusted`: nobody whom this
 * computer trusts vouches for it. `NoTls`: what answers speaks no TLS. `TlsRefused`: it does, and
 * another one than is spoken here. `Proxy…`: of the HTTP proxy that the environment names (src/proxy/tunnel.ts).
 */
const causes: Record<string, readonly string[]> = {
  HostNotFound: ['ENOTFOUND'],
  NoNetwork: ['EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH'],
  CertificateUntrusted: [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
    'CERT_SIGNATURE_FAILURE',
  ],
  CertificateExpired: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  CertificateOfOtherHost: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  ProxySignIn: ['PROXY_SIGN_IN'],
  ProxyRefused: ['PROXY_REFUSED'],
  ProxyNoWay: ['PROXY_NO_WAY'],
  ProxyCertificate: ['PROXY_CERTIFICATE'],
  ProxyUnreachable: ['PROXY_UNREACHABLE'],
  TlsRefused: ['ERR_SSL_UNSUPPORTED_PROTOCOL'],
  NoTls: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
}
const causeOf = new Map(Object.entries(causes).flatMap(([cause, codes]) => codes.map((code) => [code, cause] as const)))

/** Node has one code for much that TLS refuses, and a code for each alert. */
const refusedTls = /^(?:write )?EPROTO\b.*(?:\balert\b|unsupported protocol)|^ERR_SSL_\w*_ALERT_/s

/** That of a failure without an answer whose message names a code of Node. */
export function connectionCause({ code, message }: { code: string; message: string }): string | undefined {
  if (code !== 'UpstreamUnreachable' && code !== 'NetworkError') return undefined
  if (refusedTls.test(message)) return 'TlsRefused'
  const [named = ''] = /\b[A-Z]+_?[A-Z_]+\b/.exec(message) ?? []
  return causeOf.get(named)
}

/** Whether no connection came about, for one of these causes. */
export function isNoConnection(code: string): boolean {
  return Object.hasOwn(causes, code)
}

const refused = new Set([
  'CertificateUntrusted',
  'CertificateExpired',
  'CertificateOfOtherHost',
  'TlsRefused',
  'NoTls',
  'ProxySignIn',
  'ProxyRefused',
  'ProxyCertificate',
])

/** Whether somebody answered, and did not show that it is the store. */
export function isNotTrusted(code: string): boolean {
  return refused.has(code)
}
