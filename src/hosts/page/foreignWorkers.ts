/**
 * Ferry has no service worker. One that another program planted at this address is taken out before anything is read or typed, and a page
 * that it may have served is loaded anew (`gateway/foreignWorker.ts` catches the one that serves a page of its own).
 */
export async function dismissForeignWorkers(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  // A browser that denies the list has none to give.
  const found = (await workers?.getRegistrations().catch(() => [])) ?? []
  await Promise.all(found.map((worker) => worker.unregister()))
  if (!workers?.controller) return
  location.reload()
  await new Promise(() => {})
}
