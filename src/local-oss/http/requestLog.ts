/** One request as the local OSS saw it. */
export type LogEntry = {
  /** The operation's name: `CopyObject`, `UploadPartCopy`, … or `Preflight`, `Unknown`. */
  op: string
  method: string
  bucket: string
  key: string
  query: Record<string, string>
  /** Every `x-oss-*` header but those for signing, `range`, `content-type` and the conditions; names in lower case. */
  headers: Record<string, string>
  partNumber?: number
  accessKeyId?: string
  /** 0 until answered, and for ever when a fault cut the connection before the operation. */
  status: number
  /** A fault kept the answer back; `status` is then what it would have been. */
  lost: boolean
  /** OSS's error code, when the answer was one. */
  code?: string
  /** Milliseconds since 1970, and how long the answer took. */
  started: number
  milliseconds: number
}

export type RequestLog = {
  /** In the order of arrival; a request in flight is there with status 0. */
  entries: LogEntry[]
  clear(): void
  /** Resolves with the first entry that passes, among those that are over (answered or lost) and those to come. */
  answered(matches: (entry: LogEntry) => boolean): Promise<LogEntry>
}

/** The log of the last `kept` requests (or half of them), and the two calls by which the server fills it. */
export function createRequestLog(
  kept: number,
): RequestLog & { add(entry: LogEntry): void; done(entry: LogEntry): void } {
  const entries: LogEntry[] = []
  const waiting = new Set<{ matches: (entry: LogEntry) => boolean; resolve: (entry: LogEntry) => void }>()
  return {
    entries,
    clear: () => void entries.splice(0),
    answered(matches) {
      const found = entries.find((entry) => (entry.status !== 0 || entry.lost) && matches(entry))
      if (found) return Promise.resolve(found)
      return new Promise((resolve) => waiting.add({ matches, resolve }))
    },
    add(entry) {
      if (kept > 0) entries.push(entry)
      if (entries.length > kept) entries.splice(0, kept / 2)
    },
    done(entry) {
      for (const waiter of waiting) {
        if (!waiter.matches(entry)) continue
        waiting.delete(waiter)
        waiter.resolve(entry)
      }
    },
  }
}
