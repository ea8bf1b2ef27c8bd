import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TakenError } from '../../engine/single/create.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { folderProblem, hasEdgeSpace } from './names.ts'
import { useMakeFolder } from './useMakeFolder.ts'

/** Makes the 0-byte object that other tools show as a folder. What is there already is never replaced. */
export function NewFolderDialog({ account, home, prefix, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const { t: browser } = useTranslation('browser')
  const [name, setName] = useState('')
  const [isTouched, setTouched] = useState(false)
  const create = useMakeFolder(account, { ...home, key: prefix }, (made) => {
    message.success(t('created', { name: made }))
    onClose()
  })
  const problem = isTouched ? folderProblem(prefix, name) : undefined
  const taken = create.error instanceof TakenError ? t(`taken.${create.error.by}`) : undefined
  const send = () => {
    setTouched(true)
    if (!folderProblem(prefix, name)) create.mutate(name)
  }
  return (
    <Dialog title={t('newFolder')} action={t('create')} onSubmit={send} onClose={onClose}>
      <Field
        label={t('folderName')}
        hint={hasEdgeSpace(name) ? browser('edgeSpace') : t('folderHint')}
        problem={taken ?? (problem && t(`folder.${problem}`))}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={name}
            spellCheck={false}
            onChange={(event) => {
              setName(event.target.value)
              setTouched(true)
              create.reset()
            }}
          />
        )}
      </Field>
      {!taken && <WriteProblem error={create.error} />}
    </Dialog>
  )
}
