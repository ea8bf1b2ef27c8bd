import type { Page } from '@playwright/test'

/**
 * The next time that this page asks its journal for tasks, or changes some, it waits until they are let go, and with it whatever comes later:
 * as on a computer that is busy.
 */
export async function holdTasks(page: Page): Promise<{ letGo: () => Promise<void> }> {
  const held = await page.evaluateHandle(() => {
    const hold = { isOver: false }
    const { prototype } = IDBDatabase
    const { transaction } = prototype
    // A transaction stays open, and keeps the later ones waiting, as long as something is asked of it.
    const stayOpen = (tasks: IDBObjectStore) => {
      tasks.count().onsuccess = () => hold.isOver || stayOpen(tasks)
    }
    prototype.transaction = function (stores, ...how) {
      if ([...stores].includes('standings')) {
        prototype.transaction = transaction
        stayOpen(this.transaction('standings', 'readwrite').objectStore('standings'))
      }
      return transaction.call(this, stores, ...how)
    }
    return hold
  })
  return { letGo: () => held.evaluate((hold) => void Object.assign(hold, { isOver: true })) }
}
