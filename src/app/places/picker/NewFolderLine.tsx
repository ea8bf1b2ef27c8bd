import { Button } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TakenError } from '../../../engine/single/create.ts'
import { useWords } from '../../../i18n/objectWords.ts'
import type { Account, Ref } from '../../../oss/types.ts'
import { TextInput } from '../../../ui/fields/TextInput.tsx'
import { folderKey, folderProblem } from '../../create/names.ts'
import { useMakeFolder } from '../../create/useMakeFolder.ts'
import { WriteProblem } from '../../dialogs/WriteProblem.tsx'

type NewFolderLineProps = { account: Account; at: Ref; onMade: (prefix: string) => void; onClose: () => void }

/** A new folder in the level that is open, without leaving the dialog; no form of its own, since it stands in one. */
export function NewFolderLine({ account, at, onMade, onClose }: NewFolderLineProps) {
  const { t } = useTranslation('picker')
  const { t: words } = useWords()
  const [name, setName] = useState('')
  const [isTouched, setTouched] = useState(false)
  const make = useMakeFolder(account, at, (made) => onMade(folderKey(at.key, made)))
  const problem = folderProblem(at.key, name)
  const taken = make.error instanceof TakenError ? words(`taken.${make.error.by}`) : undefined
  const said = taken ?? (isTouched && problem ? words(`folder.${problem}`) : undefined)
  const send = () => {
    setTouched(true)
    if (!problem) make.mutate(name)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') send()
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="picker-folder">
      <div className="picker-folder-fields">
        <TextInput
          autoFocus
          aria-label={t('folderName')}
          aria-invalid={said !== undefined}
          aria-describedby="picker-folder-problem"
          status={said ? 'error' : ''}
          placeholder={t('folderName')}
          value={name}
          spellCheck={false}
          autoComplete="off"
          onText={(text) => {
            setName(text)
            make.reset()
          }}
          onKeyDown={press}
        />
        <Button type="primary" loading={make.isPending} onClick={send}>
          {words('create')}
        </Button>
        <Button onClick={onClose}>{words('cancel')}</Button>
      </div>
      <span id="picker-folder-problem" className="field-problem" aria-live="polite">
        {said}
      </span>
      {!taken && <WriteProblem error={make.error} />}
    </div>
  )
}
