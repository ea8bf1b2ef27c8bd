import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Ferry has no service worker. One that is there was planted by another program that had this address before; it serves pages of its own,
 * whatever this server answers. But the browser asks here, past it, whether there is a newer one: this is the newer one, which goes.
 */
const farewell = `
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(leave()))
async function leave() {
  await registration.unregister()
  for (const client of await clients.matchAll({ type: 'window' })) await client.navigate(client.url)
}
`

/** Answers the browser's question for the script of a service worker. True when it was one. */
export function dismissesWorker({ headers }: IncomingMessage, response: ServerResponse): boolean {
  if (headers['service-worker'] !== 'script') return false
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
    'service-worker-allowed': '/',
  })
  response.end(farewell)
  return true
}
