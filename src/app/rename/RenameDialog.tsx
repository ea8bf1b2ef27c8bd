import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPrefix, parentOf } from '../../engine/keys.ts'
import { keyProblem } from '../../engine/plan/check.ts'
import type { ConflictPolicy } from '../../engine/types.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { hasDotLevel, hasEdgeSpace } from '../create/names.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { emptyLevel, type Level } from '../listing/rows.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { type BucketRef, editableName, renamedKey, renameRequest } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import { ConflictField } from '../transfer/ConflictField.tsx'
import { Preflight } from '../transfer/Preflight.tsx'
import { RelayField } from '../transfer/RelayField.tsx'
import { cannotRun, canRelay } from '../transfer/transfer.ts'

/** Another last name for an object, or for a prefix and so for everything below it. */
export function RenameDialog({ home, rows, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const { t: why } = useObstacles()
  const key = rows[0]?.key ?? ''
  const old = editableName(key)
  const [name, setName] = useState(old)
  const [isTouched, setTouched] = useState(false)
  const [conflict, setConflict] = useState<ConflictPolicy>('skip')
  const [isRelayed, setRelayed] = useState(false)
  const isTaken = useIsTaken(home, renamedKey(key, name)) && name !== old
  const submit = useSubmit()
  const [what, quoted] = [useWhat(), useWhat({ quoted: true })]

  const isAsked = isTaken && !nameProblem(key, name)
  const problem = nameProblem(key, name) ?? (isAsked && conflict === 'skip' ? 'taken' : undefined)
  const wasFocused = useRef(false)
  /** Once: whoever comes back to the field has a selection of their own, and a menu that closes late takes the focus for a moment. */
  const selectStem = (field: HTMLInputElement) => {
    if (!wasFocused.current) field.setSelectionRange(0, stemLength(old, key))
    wasFocused.current = true
  }
  const send = () => {
    setTouched(true)
    if (problem) return
    const request = renameRequest({ ...home, key }, name, { conflict, relay: isRelayed })
    submit(request, t('renamingTo', { what: quoted(1, key), place: name }))
    onClose()
  }
  return (
    <Dialog
      title={t('renameWhat', { what: what(1, key) })}
      action={t('rename')}
      obstacle={cannotRun(rows, isRelayed) ? why('refused') : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      <Preflight rows={rows} isRelayed={isRelayed} />
      <Field
        label={t('newName')}
        hint={t(hasEdgeSpace(name) ? 'edgeSpace' : 'newNameHint')}
        problem={isTouched && problem ? t(`key.${problem}`) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={name}
            spellCheck={false}
            onFocus={(event) => selectStem(event.target)}
            onChange={(event) => {
              setName(event.target.value)
              setTouched(true)
            }}
          />
        )}
      </Field>
      {canRelay(rows, undefined) && (
        <RelayField rows={rows} isChosen={isRelayed} because={undefined} onChange={setRelayed} />
      )}
      {isAsked && (
        <>
          {isPrefix(key) && conflict !== 'skip' && <p className="dialog-note dialog-warn">{t('merges')}</p>}
          <ConflictField value={conflict} onChange={setConflict} />
        </>
      )}
      {isPrefix(key) && <p className="dialog-note">{t('prefixRename')}</p>}
    </Dialog>
  )
}

function nameProblem(key: string, name: string) {
  if (name === '') return 'empty'
  if (`/${name}/`.includes('//')) return 'slash'
  if (hasDotLevel(name)) return 'dots'
  if (renamedKey(key, name) === key) return 'same'
  return keyProblem(renamedKey(key, name))
}

/** Without the ending: people rename `photo`, not `.jpg`. */
function stemLength(name: string, key: string): number {
  const dot = name.lastIndexOf('.')
  return isPrefix(key) || dot <= 0 ? name.length : dot
}

/** As far as the listing is known; the plan looks again. */
function useIsTaken(home: BucketRef, key: string): boolean {
  const level = useQueryClient().getQueryData<Level>(queryKeys.listing({ ...home, key: parentOf(key) })) ?? emptyLevel
  return [...level.prefixes, ...level.objects].some((row) => row.key === key)
}
