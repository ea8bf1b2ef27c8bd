/** The published types reject most of what Ferry needs (facts/ali-oss.md section 7); `sdk.ts` says what it uses. */
declare module 'ali-oss' {
  const Client: new (options: Record<string, unknown>) => import('./sdk.ts').SdkClient
  export default Client
}
