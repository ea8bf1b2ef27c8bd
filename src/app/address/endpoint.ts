import { hostLabel, regionOfLabel } from '../../oss/endpoints.ts'
import type { OssError } from '../../oss/errors.ts'
import { isRegionName } from '../../oss/names.ts'

export function publicEndpoint(region: string): string {
  return `https://${hostLabel(region)}.aliyuncs.com`
}

/** A bucket of another region than was asked answers 403, and names its own endpoint. */
export function regionTold({ details }: OssError): string | undefined {
  const [, label = ''] = /^([^.]+)\.aliyuncs\.com$/.exec(details.Endpoint ?? '') ?? []
  const region = regionOfLabel(label)
  return region !== undefined && isRegionName(region) ? region : undefined
}
