/** The published types reject most of what Ferry needs (docs/decisions/ali-oss.md); `sdk.ts` says what it uses. */
import type { BuiltRequest, SdkClient, SdkRequest } from './sdk.ts'

export function createRequest(this: SdkClient, params: SdkRequest): BuiltRequest
