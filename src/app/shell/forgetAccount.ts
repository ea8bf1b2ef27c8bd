import { endedJobs, remove } from '../../hosts/page/store.ts'
import { forgetCut } from '../clipboard/clip.ts'
import { forgetDrafts } from '../drafts/forgetDrafts.ts'
import { forgetPlaces } from '../places/places.ts'
import { forgetTabs } from '../places/tabs/tabs.ts'
import { accountsOf } from '../requests/requests.ts'
import { forgetRules } from '../rules/ruleFiles.ts'
import { forgetBuckets } from '../session/keptBuckets.ts'
import { signOut } from '../session/session.ts'

/**
 * Signs out, and leaves nothing of the account in this browser but the jobs that have not ended: no keys, no list of buckets, no places, no rules, no clip, no drafts, no history. The
 * page begins anew, so that its memory holds nothing either.
 */
export async function forgetAccount(id: string): Promise<void> {
  for await (const page of endedJobs())
    await Promise.all(page.filter(({ request }) => accountsOf(request).includes(id)).map((job) => remove(job.id)))
  forgetPlaces(id)
  forgetBuckets(id)
  forgetRules(id)
  forgetCut()
  forgetDrafts(id)
  await signOut({ id })
  forgetTabs()
  history.replaceState(null, '', '#/')
  location.reload()
}
