import type { CDPSession } from '@playwright/test'

/** Speaks with the page's own worker, which Playwright has no session for: by messages through the session of its page. */
export async function workerSession(session: CDPSession): Promise<CDPSession> {
  const waiting = new Map<number, (result: unknown) => void>()
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message)
    waiting.get(id)?.(result)
  })
  const attached = new Promise<string>((resolve) =>
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId)
    }),
  )
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  const sessionId = await attached
  let asked = 0
  const send = (method: string, params: object = {}) =>
    new Promise((resolve) => {
      const id = ++asked
      waiting.set(id, resolve)
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
    })
  return { send } as CDPSession
}
