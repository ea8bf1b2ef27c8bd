import { chosenOf } from '../../../hosts/page/chosen.ts'
import { keptZip } from '../../../hosts/page/keptZips.ts'
import { saveAs } from '../../../ui/saveAs.ts'

/** Saves the zip that the browser keeps for a job. The bytes stay on the disk: a File is only a way to them. */
export async function saveZip(job: string): Promise<void> {
  const chosen = await chosenOf(job)
  if (chosen?.is === 'kept') saveAs(await (await keptZip(job, { create: false })).getFile(), chosen.name)
}
