/** Hands bytes to the browser's own downloads. */
export function saveAs(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  // The download has its own hold on the bytes from the click on; a minute is for slow beginnings.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
