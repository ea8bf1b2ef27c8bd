import { OssError } from '../errors.ts'

/** Whether a failure says that CORS hides what was to be seen. */
export function isHidden(error: unknown): boolean {
  return error instanceof OssError && (error.code === 'HeadersHidden' || error.code === 'MetadataHidden')
}
