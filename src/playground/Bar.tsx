import { languages } from '../i18n/i18n.ts'
import { modes } from '../ui/theme/mode.ts'
import { type Choice, choose } from './choice.ts'
import { parts } from './parts.ts'

/** Chooses what stands below; the address follows, so that it can be sent to somebody. */
export function Bar({ choice }: { choice: Choice }) {
  const { part, state, language, theme } = choice
  const states = (of: string) => Object.keys(parts[of]?.states ?? {})
  const toPart = (next: string) => choose({ ...choice, part: next, state: states(next)[0] ?? '' })
  return (
    <header className="playground-bar">
      <Select label="Part" value={part} of={Object.keys(parts)} onChange={toPart} />
      <Select label="State" value={state} of={states(part)} onChange={(next) => choose({ ...choice, state: next })} />
      <Select
        label="Language"
        value={language}
        of={languages}
        onChange={(next) => choose({ ...choice, language: next })}
      />
      <Select label="Theme" value={theme} of={modes} onChange={(next) => choose({ ...choice, theme: next })} />
    </header>
  )
}

type SelectProps<Name> = { label: string; value: Name; of: readonly Name[]; onChange: (name: Name) => void }

function Select<Name extends string>({ label, value, of, onChange }: SelectProps<Name>) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value as Name)}>
        {of.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}
