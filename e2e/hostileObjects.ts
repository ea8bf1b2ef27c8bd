import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'

/** A listener on the loopback: what reaches it was sent by content that ran, or that was let load something. */
export type Canary = { url: string; heard: string[]; close(): Promise<void> }

export async function startCanary(): Promise<Canary> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    if (request.url === '/drawing') return response.setHeader('content-type', 'image/svg+xml').end(drawing(url))
    heard.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, heard, close }
}

export type Hostile = { key: string; type: string; body: string | Uint8Array<ArrayBuffer> }

const scriptOf = (canary: string) =>
  `try{localStorage.setItem('hacked','1')}catch{};fetch('${canary}/ran');new Image().src='${canary}/image';location='${canary}/went'`

function drawing(canary: string): string {
  const run = scriptOf(canary)
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40" onload="${run}"><script>${run}</script><image xlink:href="${canary}/href" width="9" height="9"/><style>@import url(${canary}/import);</style><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${canary}/frame"/><img xmlns="http://www.w3.org/1999/xhtml" src="${canary}/img" onerror="${run}"/></foreignObject><rect width="40" height="40" fill="red"/></svg>`
}

/** Objects that would like to run in the page's origin: named as one thing, typed as another, holding a third. */
export function hostileObjects(canary: string): Hostile[] {
  const run = scriptOf(canary)
  const svg = drawing(canary)
  const html = `<!doctype html><script>${run}</script><img src="${canary}/img" onerror="${run}"><meta http-equiv="refresh" content="0;url=${canary}/refresh">`
  const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${run}</script></html>`
  const sheet = encodeURIComponent(
    `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><script>${run}</script></xsl:template></xsl:stylesheet>`,
  )
  const xslt = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xsl,${sheet}"?><a/>`
  const mathml = `<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:${run}"><script xmlns="http://www.w3.org/1999/xhtml">${run}</script></math>`
  const pdf = `%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.launchURL('${canary}/pdf');this.submitForm('${canary}/form'))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${canary}/segment.ts\n#EXT-X-ENDLIST\n`
  return [
    { key: 'a.svg', type: 'image/svg+xml', body: svg },
    { key: 'charset.svg', type: 'image/svg+xml; charset=utf-8', body: svg },
    { key: 'UPPER.SVG', type: 'IMAGE/SVG+XML', body: svg },
    { key: 'html-in.svg', type: 'text/html', body: html },
    { key: 'no-type.svg', type: 'application/octet-stream', body: svg },
    { key: 'drawing', type: 'image/svg+xml', body: svg },
    { key: 'svg-named.png', type: 'image/svg+xml', body: svg },
    { key: 'svg-charset.png', type: 'image/svg+xml; charset=utf-8', body: svg },
    { key: 'svg-upper.webp', type: 'Image/SVG+XML', body: svg },
    { key: 'svg-named.ico', type: 'image/svg+xml', body: svg },
    { key: 'html-named.jpg', type: 'text/html', body: html },
    { key: 'page.html', type: 'text/html', body: html },
    { key: 'page.xhtml', type: 'application/xhtml+xml', body: xhtml },
    { key: 'sheet.xml', type: 'text/xml', body: xslt },
    { key: 'formula.mml', type: 'application/mathml+xml', body: mathml },
    { key: 'script.pdf', type: 'application/pdf', body: pdf },
    { key: 'html-named.pdf', type: 'text/html', body: html },
    { key: 'gif-script.gif', type: 'text/javascript', body: `GIF89a/*${'\0'.repeat(8)}*/=1;${run}` },
    { key: 'gif-html.gif', type: 'text/html', body: `GIF89a${html}` },
    { key: 'png-html.png', type: 'text/html', body: withTail(html) },
    { key: 'png-svg.png', type: 'image/svg+xml', body: withTail(svg) },
    { key: 'playlist.mp4', type: 'application/vnd.apple.mpegurl', body: playlist },
    { key: 'svg-named.webm', type: 'image/svg+xml', body: svg },
    { key: 'html-named.mp3', type: 'text/html', body: html },
    { key: 'utf16.html', type: 'text/html; charset=utf-16', body: utf16(html) },
    { key: 'mail.mhtml', type: 'multipart/related', body: `Content-Type: text/html\n\n${html}` },
    { key: 'module.js', type: 'text/javascript', body: run },
    { key: 'style.css', type: 'text/css', body: `@import url(${canary}/css);` },
    { key: `<img src=x onerror="${run.slice(0, 40)}">.svg`, type: 'image/svg+xml', body: svg },
  ]
}

/** A sound PNG of one pixel, with a document behind its end. */
function withTail(tail: string): Uint8Array<ArrayBuffer> {
  const header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]
  const chunks = [
    chunk('IHDR', Buffer.from(header)),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, Buffer.from(tail)])
  return new Uint8Array(png)
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
}
