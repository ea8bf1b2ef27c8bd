import type { Signer } from './sdk.ts'

declare const signer: Signer
export default signer
