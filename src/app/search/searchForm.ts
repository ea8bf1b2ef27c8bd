import { wordsOf } from '../../engine/scope/match.ts'

/** A search as the fields of a form; sizes as people write them, days as `2026-01-31`. */
export type SearchForm = {
  name: string
  larger: string
  smaller: string
  since: string
  until: string
  storageClass: string
  type: string
}

const words = {
  larger: 'size>=',
  smaller: 'size<=',
  since: 'date>=',
  until: 'date<=',
  storageClass: 'class:',
  type: 'type:',
} as const
const fields = Object.entries(words) as [keyof typeof words, string][]

/** The text that stands for it, as `engine/scope/match.ts` reads it. */
export function searchOf(form: SearchForm): string {
  const said = fields.filter(([field]) => form[field].trim() !== '')
  return [form.name.trim(), ...said.map(([field, word]) => word + form[field].replaceAll(/\s/g, ''))]
    .filter(Boolean)
    .join(' ')
}

/** The way back; what is of no field stays with the name. */
export function formOf(search: string): SearchForm {
  const form: SearchForm = { name: '', larger: '', smaller: '', since: '', until: '', storageClass: '', type: '' }
  const names: string[] = []
  for (const word of wordsOf(search)) {
    const [field, sign] = fields.find(([, each]) => word.toLowerCase().startsWith(each)) ?? []
    if (field && sign) form[field] = word.slice(sign.length)
    else names.push(word)
  }
  return { ...form, name: names.join(' ') }
}

/** Nothing, or figures with or without a unit. */
export function isSize(text: string): boolean {
  return /^(\d+(\.\d+)?\s*([kmgt]?i?b?))?$/i.test(text.trim())
}
