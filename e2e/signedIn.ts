import type { Page } from '@playwright/test'
import { base64, random, seal } from '../src/app/session/sealing.ts'
import { withId } from '../src/app/session/session.ts'
import type { RunningFerry } from '../src/gateway/startFerry.ts'

type Ferry = Pick<RunningFerry, 'numberUrl' | 'cookie' | 'account'>

/**
 * Signs the page in as a reload finds it: the sealed session in the tab, its other half at the gateway. Most stories are about what comes
 * after the form, which costs each of them as much as its own first screen. The form itself is tried by `signIn.spec.ts` and in the engines.
 */
export async function beSignedIn(page: Page, ferry: Ferry): Promise<void> {
  const half = { name: crypto.randomUUID().slice(0, 22), half: random(32) }
  await hold(ferry, half.name, JSON.stringify({ half: base64(half.half), minutes: 15 }))
  const session = JSON.stringify(await seal([await withId({ ...ferry.account, name: 'Local OSS' })], half))
  // At the first load only: who signs out and loads the page again is signed out.
  await page.addInitScript((kept) => {
    if (sessionStorage.getItem('e2e.signedIn')) return
    sessionStorage.setItem('e2e.signedIn', 'yes')
    sessionStorage.setItem('ferry.session', kept)
  }, session)
}

async function hold({ numberUrl, cookie }: Ferry, name: string, body: string): Promise<void> {
  const headers = { cookie: `${cookie.name}=${cookie.value}`, 'sec-fetch-site': 'same-origin' }
  const { ok, status } = await fetch(new URL(`/session-half/${name}`, numberUrl), { method: 'PUT', headers, body })
  if (!ok) throw new Error(`The gateway does not hold the half: ${status}`)
}
