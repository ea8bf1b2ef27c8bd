import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inertPolicy, pagePolicy } from './securityHeaders.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** Vite names what it builds by its content, so a name under `assets/` never changes its bytes. */
const HASHED = /^\/assets\//

/** What the policy of the page is for. */
const OF_PAGE = /\.(html|js)$/

/** Serves the built page from a folder; `protect` has seen the answers before. */
export function servePage(folder: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request.url ?? '/')
    const file = path === undefined ? undefined : await findFile(folder, path)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    if (!file) return refuse(response, 404)
    response.writeHead(200, {
      // Scripts and the worker have the policy that they are loaded with; a picture that is opened by itself has no use for any.
      'content-security-policy': OF_PAGE.test(file.path) ? pagePolicy : inertPolicy,
      'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
      'content-length': file.size,
      'cache-control': HASHED.test(path ?? '') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(file.path), response).catch(() => response.destroy())
  }
}

/** The decoded path of a URL; undefined for a bad one, and for one that would leave the folder. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    const leaves = path.split(/[/\\]/).includes('..') || path.includes('\0') || !path.startsWith('/')
    return leaves ? undefined : path.replace(/\/$/, '/index.html')
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

async function findFile(folder: string, path: string): Promise<{ path: string; size: number } | undefined> {
  const file = join(folder, ...path.split('/').filter(Boolean))
  if (!file.startsWith(folder + sep)) return undefined
  try {
    const found = await stat(file)
    return found.isFile() ? { path: file, size: found.size } : undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
}

function refuse(response: ServerResponse, status: 404 | 405): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(status === 404 ? 'There is nothing here.\n' : 'Only GET and HEAD.\n')
}
