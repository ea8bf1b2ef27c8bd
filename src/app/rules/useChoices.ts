import { useTranslation } from 'react-i18next'
import type { Rule } from '../../engine/rules/rule.ts'
import { visible } from '../../i18n/visible.ts'
import { typedNames, typeOfName } from '../metadata/suggestions.ts'
import { presetNames, presets, typePreset } from './presets.ts'

/** `note`: what a person should know of a preset. */
export type Chosen = { id: string; rule?: Rule; note?: string }
type Choice = { group?: string; chosen: Chosen; label: string }

export const savedId = (name: string) => `saved:${name}`

/** The rules that can be chosen, in groups, and what each is. */
export function useChoices(saved: readonly Rule[]) {
  const { t } = useTranslation('rules')
  const all: Choice[] = [
    { chosen: { id: 'new' }, label: t('new') },
    ...saved.map((rule) => ({
      group: t('saved'),
      chosen: { id: savedId(rule.name), rule },
      // A file may come from anybody, and its name with it.
      label: visible(rule.name),
    })),
    ...presetNames.map((name) => {
      const rule = { name: t(`preset.${name}`), ...presets[name] }
      return { group: t('presets'), chosen: { id: name, rule, note: t(`note.${name}`) }, label: rule.name }
    }),
    ...typedNames.map((extension) => {
      const rule = { name: t('type.of', { extension, type: typeOfName(extension) }), ...typePreset(extension) }
      return { group: t('types'), chosen: { id: `type:${extension}`, rule, note: t('note.type') }, label: rule.name }
    }),
  ]
  const chosenBy = (id: string): Chosen => all.find(({ chosen }) => chosen.id === id)?.chosen ?? { id: 'new' }
  return { options: grouped(all), chosenBy }
}

function grouped(all: readonly Choice[]) {
  const optionsOf = (group: string | undefined) =>
    all.filter((one) => one.group === group).map(({ chosen, label }) => ({ value: chosen.id, label }))
  const groups = [...new Set(all.flatMap(({ group }) => group ?? []))]
  return [...optionsOf(undefined), ...groups.map((label) => ({ label, options: optionsOf(label) }))]
}
