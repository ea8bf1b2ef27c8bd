import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import type { FieldControl } from './Field.tsx'
import { positionPopup } from './positionPopup.ts'
import { TextInput } from './TextInput.tsx'
import './combobox.css'

/** `note` is shown beside the value and found by typing, too. */
export type Suggestion = { value: string; note?: string }

type ComboboxProps = {
  control: FieldControl
  value: string
  suggestions: readonly Suggestion[]
  placeholder?: string
  onChange: (value: string) => void
}

/** A text field that suggests; any other text may be typed. The list lies in the top layer, so no window cuts it off. */
export function Combobox({ control, value, suggestions, placeholder, onChange }: ComboboxProps) {
  const listId = useId()
  const input = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isTyped, setTyped] = useState(false)
  const [active, setActive] = useState(-1)
  const shown = isTyped ? suggestions.filter((suggestion) => isFound(suggestion, value)) : suggestions
  const isShown = isOpen && shown.length > 0

  const open = (typed: boolean) => {
    setOpen(true)
    setTyped(typed)
    setActive(-1)
  }
  const take = (suggestion: Suggestion) => {
    onChange(suggestion.value)
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = shown[active]
    if (step && !isShown) open(false)
    else if (step) setActive((active + step + shown.length) % shown.length)
    else if (event.key === 'Enter' && isShown && chosen) take(chosen)
    else if (event.key === 'Escape' && isShown) setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={input} className="combobox">
      <TextInput
        {...control}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? listId : undefined}
        aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onText={(text) => {
          onChange(text)
          open(true)
        }}
        onClick={() => open(false)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isShown && <Suggestions id={listId} anchor={input} shown={shown} active={active} onTake={take} />}
    </div>
  )
}

function isFound({ value, note = '' }: Suggestion, typed: string): boolean {
  return `${value} ${note}`.toLowerCase().includes(typed.trim().toLowerCase())
}

type SuggestionsProps = {
  id: string
  anchor: RefObject<HTMLElement | null>
  shown: readonly Suggestion[]
  active: number
  onTake: (suggestion: Suggestion) => void
}

function Suggestions({ id, anchor, shown, active, onTake }: SuggestionsProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!list.current || !anchor.current) return
    list.current.showPopover()
    return positionPopup(list.current, anchor.current)
  }, [anchor])
  useLayoutEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={list} id={id} role="listbox" popover="manual" className="combobox-list" tabIndex={-1}>
      {shown.map((suggestion, n) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's
        <div
          key={suggestion.value}
          id={`${id}-${n}`}
          role="option"
          tabIndex={-1}
          aria-selected={n === active}
          className="combobox-option"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span>{suggestion.value}</span>
          {suggestion.note && <span className="combobox-note">{suggestion.note}</span>}
        </div>
      ))}
    </div>
  )
}
