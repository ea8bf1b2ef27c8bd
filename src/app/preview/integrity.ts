/** Within the first and the last 1024 bytes of a whole file: trailing bytes of other programs are common. */
const marks: Record<string, { begins: string; ends: string }> = {
  'image/png': { begins: 'PNG', ends: 'IEND' },
}
const searched = 1024

/** `playlist`: a text that names films elsewhere, which a player would fetch; whatever it is called, it is no film. */
type Integrity = 'sound' | 'cut' | 'broken' | 'playlist'

/** What a file's own marks say of it; browsers show half a file without a word. */
export async function integrityOf(data: Blob, type: string): Promise<Integrity> {
  if (/^\s*#EXTM3U/.test(await data.slice(0, searched).text())) return 'playlist'
  const mark = marks[type]
  if (!mark) return 'sound'
  if (!(await data.slice(0, searched).text()).includes(mark.begins)) return 'broken'
  return (await data.slice(-searched).text()).includes(mark.ends) ? 'sound' : 'cut'
}
