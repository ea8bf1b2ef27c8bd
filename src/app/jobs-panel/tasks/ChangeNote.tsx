import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeTask } from '../../../engine/types.ts'
import { visible } from '../../../i18n/visible.ts'
import { FieldChanges } from '../difference/FieldChanges.tsx'
import { fieldChangesOf } from '../difference/fieldsOf.ts'
import { useFieldText } from '../difference/useFieldText.ts'

/** What becomes of one object, in a line; a click shows all of it. Before it runs only a plan that read the object knows what was there. */
export function ChangeNote({ task }: { task: ChangeTask }) {
  const { t } = useTranslation('panel')
  const told = useFieldText()
  const id = useId()
  const before = task.expects ?? task.before
  if (!before) return <span className="task-note" />
  const steps = fieldChangesOf(task.change, before)
  const line = steps
    .map((step) => `${told.name(step.name)}: ${told.value(step.before)} → ${told.value(step.after)}`)
    .join(' · ')
  return (
    <span className="task-note task-change">
      <button type="button" className="task-why" popoverTarget={id} title={line}>
        {line}
      </button>
      <span id={id} popover="auto" className="task-whole" role="dialog" aria-label={t('field.changes')}>
        <bdi>{visible(`oss://${task.source.bucket}/${task.source.key}`)}</bdi>
        <FieldChanges steps={steps} />
      </span>
    </span>
  )
}
