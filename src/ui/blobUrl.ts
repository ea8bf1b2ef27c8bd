import { useEffect, useState } from 'react'

/**
 * What a `blob:` URL of this page may say that it is. Such a URL has the origin of the page, and whoever opens one in a tab of its own (the
 * browser's menu offers that for every picture) opens a document of that origin, without the page's policy. So: pictures of pixels, film
 * and sound, which no browser runs. SVG, HTML, XML, PDF and text are not among them, and never what an object says of itself.
 */
const shown = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp', 'image/x-icon'],
  ...['video/mp4', 'video/webm'],
  ...['audio/mpeg', 'audio/wav', 'audio/flac', 'audio/aac', 'audio/ogg', 'audio/mp4'],
])

/** The type itself if nothing of it can run, written exactly as above; else one that every browser only saves. */
export function inertType(type: string): string {
  return shown.has(type) ? type : 'application/octet-stream'
}

/** The only maker of `blob:` URLs (`blobUrl.test.ts`). Whoever asks for one revokes it. */
export function blobUrl(bytes: Blob, type: string): string {
  return URL.createObjectURL(bytes.slice(0, bytes.size, inertType(type)))
}

/** A URL that lasts as long as these bytes are shown. */
export function useBlobUrl(bytes: Blob | undefined, type: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!bytes) return
    const made = blobUrl(bytes, type)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, type])
  return url
}
