import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parentOf } from '../../engine/keys.ts'
import { makeLink, TakenError } from '../../engine/single/create.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { hasEdgeSpace, linkProblem } from './names.ts'

/** Makes a link to the chosen object, in the same bucket. */
export function SymlinkDialog(props: DialogProps) {
  const { rows, onClose } = props
  const { t } = useWords()
  const { t: browser } = useTranslation('browser')
  const target = rows[0]?.key ?? ''
  const [key, setKey] = useState(`${target}.link`)
  const what = useWhat()(1, target)
  const create = useCreateLink(props)
  const taken = create.error instanceof TakenError ? t(`taken.${create.error.by}`) : undefined
  const problem = linkProblem(key, target)
  return (
    <Dialog
      title={t('symlinkTo', { name: what })}
      action={t('create')}
      onSubmit={() => problem || create.mutate(key)}
      onClose={onClose}
    >
      <Field
        label={t('linkKey')}
        hint={hasEdgeSpace(key) ? browser('edgeSpace') : t('linkHint')}
        problem={taken ?? (problem && t(`link.${problem}`))}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={key}
            spellCheck={false}
            onChange={(event) => {
              setKey(event.target.value)
              create.reset()
            }}
          />
        )}
      </Field>
      {!taken && <WriteProblem error={create.error} />}
    </Dialog>
  )
}

function useCreateLink({ account, home, rows, onClose }: DialogProps) {
  const { t } = useWords()
  const client = useQueryClient()
  const target = rows[0]?.key ?? ''
  return useMutation({
    mutationFn: (key: string) => makeLink({ at: { ...home, key }, target }, singleWorld(account)),
    onSuccess: (_, key) => {
      void client.invalidateQueries({ queryKey: queryKeys.listing({ ...home, key: parentOf(key) }) })
      message.success(t('created', { name: key }))
      onClose()
    },
  })
}
