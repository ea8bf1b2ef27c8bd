import { hostLabel } from '../../oss/endpoints/endpoints.ts'

export function publicEndpoint(region: string): string {
  return `https://${hostLabel(region)}.aliyuncs.com`
}
