import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeFolder, TakenError } from '../../engine/single/create.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { Field } from '../../ui/Field.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { HereProps } from '../listing/PlaceDialogs.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { folderKey, folderProblem, hasEdgeSpace } from './names.ts'

/** Makes the 0-byte object that other tools show as a folder. What is there already is never replaced. */
export function NewFolderDialog({ account, home, prefix, onClose }: HereProps) {
  const { t } = useWords()
  const { t: browser } = useTranslation('browser')
  const [name, setName] = useState('')
  const [isTouched, setTouched] = useState(false)
  const create = useCreateFolder({ account, home, prefix, onClose })
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

function useCreateFolder({ account, home, prefix, onClose }: HereProps) {
  const { t } = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => makeFolder({ ...home, key: folderKey(prefix, name) }, singleWorld(account)),
    onSuccess: (_, name) => {
      void client.invalidateQueries({ queryKey: queryKeys.listing({ ...home, key: prefix }) })
      message.success(t('created', { name }))
      onClose()
    },
  })
}
