import { DeleteOutlined, DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ChangeEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PlanFileError } from '../../engine/plan/planFile.ts'
import type { Rule } from '../../engine/rules/rule.ts'
import { readRuleFile, writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { explainFile } from '../../i18n/explainFile.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { saveAs } from '../../ui/saveAs.ts'
import { type Chosen, savedId, useChoices } from './useChoices.ts'

type ChoiceProps = {
  id: string
  saved: readonly Rule[]
  /** What is typed, if that is a rule. */
  rule: Rule | undefined
  /** Why it is none, in words. */
  obstacle: string | undefined
  onChoose: (chosen: Chosen) => void
  onRemove: (name: string) => void
}

/** A rule that is there already: saved, a preset, or from a file. */
export function RuleChoice({ id, saved, rule, obstacle, onChoose, onRemove }: ChoiceProps) {
  const { t } = useTranslation('rules')
  const { options, chosenBy } = useChoices(saved)
  const name = saved.find((one) => savedId(one.name) === id)?.name
  return (
    <div className="rule-choice">
      <Field label={t('choose')}>
        {(control) => (
          <Select
            {...control}
            // A virtual list tells a screen reader three of its lines, by their IDs.
            virtual={false}
            showSearch={{ optionFilterProp: 'label' }}
            value={id}
            options={options}
            onChange={(value) => onChoose(chosenBy(value))}
          />
        )}
      </Field>
      <div className="rule-tools">
        <Import onChoose={onChoose} />
        <ActionButton
          type="text"
          icon={<DownloadOutlined aria-hidden />}
          obstacle={obstacle}
          onClick={() => rule && saveAs(new Blob([writeRuleFile(rule)]), 'rule.json')}
        >
          {t('export')}
        </ActionButton>
        {name !== undefined && (
          <Button type="text" icon={<DeleteOutlined aria-hidden />} onClick={() => onRemove(name)}>
            {t('remove')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Bytes of a file: a hundred times those of a long rule. */
const largest = 1024 * 1024

function Import({ onChoose }: Pick<ChoiceProps, 'onChoose'>) {
  const { t } = useTranslation('rules')
  const { t: faults } = useTranslation('fileFaults')
  const input = useRef<HTMLInputElement>(null)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    target.value = ''
    if (!file) return
    if (file.size > largest) return void message.error(t('badFile.large'))
    try {
      onChoose({ id: 'new', rule: readRuleFile(await file.text()) })
    } catch (error) {
      if (error instanceof PlanFileError) message.error(t('badFile', { why: explainFile(error.fault, faults) }))
      // Moved or deleted since it was chosen.
      else if (error instanceof DOMException) message.error(t('badFile.unread'))
      else throw error
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={t('import')}
        onChange={(event) => void read(event)}
      />
      <Button type="text" icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {t('import')}
      </Button>
    </>
  )
}
