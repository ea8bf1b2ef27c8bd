import { hostLabel } from '../../oss/endpoints.ts'

export function publicEndpoint(region: string): string {
  return `https://${hostLabel(region)}.aliyuncs.com`
}
