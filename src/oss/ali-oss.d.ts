/** The published types reject most of what Ferry needs (facts/ali-oss.md section 7); `sdk.ts` says what it uses. */
declare module 'ali-oss/lib/common/utils/createRequest.js' {
  export function createRequest(
    this: import('./sdk.ts').SdkClient,
    params: import('./sdk.ts').SdkRequest,
  ): import('./sdk.ts').BuiltRequest
}
declare module 'ali-oss/lib/common/signUtils.js' {
  const signer: import('./sdk.ts').Signer
  export default signer
}
