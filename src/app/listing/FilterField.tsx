import { startTransition, useOptimistic, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { ActionIcon } from '../actions/ActionIcon.tsx'
import { keyName } from '../actions/keys.ts'
import type { BoundAction } from '../actions/useActions.ts'

type FilterFieldProps = { typed: string; onType: (typed: string) => void /** Back to the rows. */; onLeave: () => void }

/** Narrows the rows while one types. Arrow down, Enter and Esc lead back to them; Esc takes the filter away. */
export function FilterField({ typed, onType, onLeave }: FilterFieldProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLSpanElement>(null)
  // The letter is there at once, drawn by itself; the rows follow.
  const [text, setText] = useOptimistic(typed)
  const type = (next: string) =>
    startTransition(() => {
      setText(next)
      onType(next)
    })
  return (
    <span ref={ref} className="filter">
      <TextInput
        role="searchbox"
        data-filter
        value={text}
        placeholder={t('filter')}
        aria-label={t('filter')}
        title={t('filterHint')}
        autoComplete="off"
        spellCheck={false}
        onText={type}
        onKeyDown={({ key }) => {
          if (key === 'Escape') type('')
          if (key === 'Escape' || key === 'Enter' || key === 'ArrowDown') onLeave()
        }}
      />
    </span>
  )
}

/** From what is listed to everything below. */
export function SearchButton({ action: { label, obstacle, run } }: { action: BoundAction }) {
  const { t } = useTranslation('browser')
  return (
    <ActionButton
      type="text"
      icon={<ActionIcon name="search" />}
      aria-label={label}
      title={t('searchBelowKey', { key: keyName('Ctrl Shift F') })}
      obstacle={obstacle}
      onClick={run}
    />
  )
}
