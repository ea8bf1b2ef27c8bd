/** Query parameters that a V1 signature covers (the lists of the Go and Java SDKs, oss-protocol facts 7.4), beside all `x-oss-…`. */
const SUB_RESOURCES = new Set(
  `acl append asyncFetch bucketArchiveDirectRead bucketInfo callback callback-var cloudboxes cname comp continuation-token cors delete encryption endTime img
  inventory inventoryId lifecycle live location logging metaQuery objectMeta overwriteConfig partNumber policy position publicAccessBlock qos qosInfo
  referer regionList replication replicationLocation replicationProgress requestPayment resourceGroup response-cache-control
  response-content-disposition response-content-encoding response-content-language response-content-type response-expires restore
  seal security-token sequential startTime stat status style styleName symlink tagging transferAcceleration uploadId uploads
  versionId versioning versions vod website worm wormExtend wormId`.split(/\s+/),
)

/** Sub-resources of newer pages, which some SDKs have in their lists and some don't. */
const NEWER = new Set(
  `accessmonitor accessMonitor accessPoint accessPointPolicy batchJob cleanRestoredObject dataRedundancyTransition httpsConfig
  qosRequester redundancyTransition regions requesterQosInfo rtc userDefinedLogFieldsConfig`.split(/\s+/),
)

/** Whether a query parameter names a sub-resource that every V1 signature covers. */
export function isSubResource(name: string): boolean {
  return SUB_RESOURCES.has(name) || name.startsWith('x-oss-')
}

/** Whether a query parameter names a sub-resource, of any page. */
export function isKnownSubResource(name: string): boolean {
  return isSubResource(name) || NEWER.has(name)
}
