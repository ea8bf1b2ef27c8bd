import type { OssError } from '../../oss/errors.ts'

export function publicEndpoint(region: string): string {
  return `https://oss-${region}.aliyuncs.com`
}

/** A bucket of another region than was asked answers 403, and names its own endpoint. */
export function regionTold({ details }: OssError): string | undefined {
  return details.Endpoint?.match(/^oss-(.+)\.aliyuncs\.com$/)?.[1]
}
