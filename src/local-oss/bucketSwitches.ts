import type { BucketRecord } from './store/types.ts'

/** Whether the bucket's configuration says so: `<Enabled>true</Enabled>` and the like, one level below the root. */
export function isSwitchedOn({ configs }: BucketRecord, subResource: string): boolean {
  return /^<\w+><\w+>true<\/\w+>/.test(configs?.[subResource] ?? '')
}
