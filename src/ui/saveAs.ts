import { blobUrl } from './blobUrl.ts'

/** Hands bytes to the browser's own downloads, which go by the name and not by a type. */
export function saveAs(bytes: Blob, name: string): void {
  const url = blobUrl(bytes, 'application/octet-stream')
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  // The download has its own hold on the bytes from the click on; a minute is for slow beginnings.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
