/** Pixels of the longer side. */
const longest = 4096
/** What browsers assume of a drawing that names no size. */
const usual = { width: 300, height: 150 }

/**
 * Paints an SVG as pixels; `scale` is how many of the screen's pixels go into one of the page. As the source of an image nothing in it runs,
 * and nothing outside it is fetched; and what ends in the page is a canvas, so that the browser's menu has no address to open.
 * Throws what is no drawing. Resolves with the size in pixels of the page.
 */
export async function paintSvg(bytes: Blob, canvas: HTMLCanvasElement, scale: number) {
  const image = new Image()
  image.src = await dataUrl(bytes)
  await image.decode()
  const width = image.naturalWidth || usual.width
  const height = image.naturalHeight || usual.height
  const factor = Math.min(scale, longest / Math.max(width, height))
  canvas.width = Math.max(1, Math.round(width * factor))
  canvas.height = Math.max(1, Math.round(height * factor))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return { width, height }
}

function dataUrl(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes.slice(0, bytes.size, 'image/svg+xml'))
  })
}
