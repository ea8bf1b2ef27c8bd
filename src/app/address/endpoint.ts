import type { OssError } from '../../oss/errors.ts'
import { isRegionName } from '../../oss/names.ts'

export function publicEndpoint(region: string): string {
  return `https://oss-${region}.aliyuncs.com`
}

/** A bucket of another region than was asked answers 403, and names its own endpoint. */
export function regionTold({ details }: OssError): string | undefined {
  const [, region = ''] = details.Endpoint?.match(/^oss-(.+)\.aliyuncs\.com$/) ?? []
  return isRegionName(region) ? region : undefined
}
