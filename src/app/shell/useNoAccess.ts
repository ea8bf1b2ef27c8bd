import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useJobs } from '../../hosts/page/views.ts'
import { OssError } from '../../oss/errors.ts'
import { isNoAccess } from '../../oss/noAccess.ts'
import { ownGatewayAccess } from '../../oss/transport.ts'
import { holdKeyHalves } from '../session/keyHalves.ts'

/** ms between two looks whether this tab is let in again. */
const lookEvery = 2000

/**
 * The code by which the gateway shuts this tab out, undefined as long as it does not. What fails with such a code, here or in the Worker, is
 * the reason to ask the gateway itself. Once it lets the tab in again, what had failed is read anew.
 */
export function useNoAccess(): string | undefined {
  const client = useQueryClient()
  const [code, setCode] = useState<string>()
  useEffect(() => {
    if (code === undefined)
      return onSuspicion(
        client,
        oneAtATime(async () => setCode(codeOf(await ownGatewayAccess()))),
      )
    const timer = setInterval(async () => {
      if ((await ownGatewayAccess()) !== 'in') return
      setCode(undefined)
      letIn(client)
    }, lookEvery)
    return () => clearInterval(timer)
  }, [client, code])
  return code
}

function codeOf(entry: Awaited<ReturnType<typeof ownGatewayAccess>>): string | undefined {
  return typeof entry === 'string' ? undefined : entry.code
}

/** What fails together gives one reason. */
function oneAtATime(look: () => Promise<void>): () => void {
  let isLooking = false
  return () => {
    if (isLooking) return
    isLooking = true
    void look().finally(() => {
      isLooking = false
    })
  }
}

function letIn(client: QueryClient): void {
  holdKeyHalves()
  void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
}

/** Calls `look` when something that was shut out fails: a read, a write of a dialog, a task of a job. Returns the way to stop. */
function onSuspicion(client: QueryClient, look: () => void): () => void {
  const judge = (error: unknown) => error instanceof OssError && isNoAccess(error.code) && look()
  const stops = [
    client.getQueryCache().subscribe(({ query: { state } }) => judge(state.fetchFailureReason)),
    client.getMutationCache().subscribe(({ mutation }) => judge(mutation?.state.error)),
    useJobs.subscribe(({ views }, before) => {
      if (views === before.views) return
      const waits = views.some(({ retrying, active }) => [{ retrying }, ...active].some(isWaiting))
      if (waits) look()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function isWaiting({ retrying }: { retrying?: string | undefined }): boolean {
  return retrying !== undefined && isNoAccess(retrying)
}
