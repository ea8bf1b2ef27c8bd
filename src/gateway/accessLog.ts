import type { ServerResponse } from 'node:http'

/**
 * One line for each request: when, method, host, status, bytes of the answer, milliseconds. Neither path nor query nor any other header:
 * signatures, tokens and names of objects stand there.
 */
export type AccessLog = (line: string) => void

type Entry = { method: string | undefined; host: string; status: number; bytes: number; began: number }

/** Writes a line; what can't stand in one is a dash. */
export function logAccess(log: AccessLog | undefined, { method, host, status, bytes, began }: Entry): void {
  const word = (text = '') => (/^[a-z0-9.:[\]-]{1,253}$/i.test(text) ? text : '-')
  const milliseconds = Math.round(performance.now() - began)
  log?.([new Date().toISOString(), word(method), word(host), status, bytes, milliseconds].join(' '))
}

/** Logs a request of HTTP when its answer has ended, or its connection has. `host` is asked then. */
export function logAnswer(log: AccessLog | undefined, response: ServerResponse, host: () => string): void {
  if (!log) return
  const began = performance.now()
  const before = response.socket?.bytesWritten ?? 0
  const { socket, req } = response
  response.on('close', () => {
    const status = response.headersSent ? response.statusCode : 0
    logAccess(log, { method: req.method, host: host(), status, bytes: (socket?.bytesWritten ?? 0) - before, began })
  })
}
