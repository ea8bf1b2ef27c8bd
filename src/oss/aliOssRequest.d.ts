/** The published types reject most of what Ferry needs (facts/ali-oss.md section 7); `sdk.ts` says what it uses. */
import type { BuiltRequest, SdkClient, SdkRequest } from './sdk.ts'

export function createRequest(this: SdkClient, params: SdkRequest): BuiltRequest
