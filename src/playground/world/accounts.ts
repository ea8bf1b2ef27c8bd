import type { Account } from '../../oss/types.ts'

/** The moment of all states; a browser that is to show the same picture again is told that it is now. */
export const now = Date.UTC(2026, 4, 12, 2, 30)
export const day = 86_400_000

export const me: Account = {
  id: 'a1b2c3d4e5f60718',
  name: 'photos-editor',
  accessKeyId: 'LTAI5tExampleKeyOfPhotos',
  accessKeySecret: 'none',
  region: 'cn-hangzhou',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
}

export const other: Account = {
  ...me,
  id: '0f1e2d3c4b5a6978',
  name: 'archive-reader',
  accessKeyId: 'LTAI5tExampleKeyOfArchive',
}
