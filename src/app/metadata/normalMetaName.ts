/** Who copies a name copies its prefix along. */
export function normalMetaName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^x-oss-meta-/, '')
}
