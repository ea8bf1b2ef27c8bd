// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the text field's
import { Modal } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import type { PaletteProps } from './LazyPalette.tsx'
import { type Command, useCommands } from './useCommands.ts'
import './palette.css'
import { useAccount } from '../places/account.ts'

type OpenPaletteProps = PaletteProps & { typed: string; onType: (text: string) => void }

/** Everything that can be done here, found by typing a part of its name. */
export function Palette({ actions, typed, onType, onClose }: OpenPaletteProps) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const id = useId()
  const [active, setActive] = useState(0)
  const words = typed.toLowerCase().split(/\s+/)
  const commands = useCommands(account, actions())
  const found = commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word))).slice(0, 50)
  const take = (command: Command | undefined) => {
    if (!command || command.obstacle) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive((active + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') take(found[active])
    else return
    event.preventDefault()
  }
  return (
    <Modal open closable={false} title={t('palette')} footer={null} onCancel={onClose} width={560} style={{ top: 64 }}>
      <TextInput
        autoFocus
        role="combobox"
        aria-label={t('palette')}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[active] && `${id}-${active}`}
        placeholder={t('paletteHint')}
        value={typed}
        onText={(text) => {
          onType(text)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('palette')} className="palette" tabIndex={-1}>
        {found.map((command, n) => (
          <div
            key={command.id}
            id={`${id}-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === active}
            aria-disabled={command.obstacle !== undefined}
            ref={(element) => {
              if (n === active) element?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => take(command)}
          >
            {command.label}
            {command.obstacle && <small>{command.obstacle}</small>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="palette-none">{t('paletteNone')}</p>}
    </Modal>
  )
}
