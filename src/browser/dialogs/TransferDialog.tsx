import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parentOf } from '../../copy/keys.ts'
import { Field } from '../../look/Field.tsx'
import { formatOssPath } from '../../session/ossPath.ts'
import { explainRefusal } from '../../words/explain.ts'
import type { Place } from '../place.ts'
import { bucketsQuery } from '../queries.ts'
import { refsOf } from '../requests.ts'
import { useSubmit } from '../useSubmit.tsx'
import { useWhat } from '../useWhat.ts'
import { type Conflict, ConflictField } from './ConflictField.tsx'
import { Dialog } from './Dialog.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { Foreseen } from './Foreseen.tsx'
import { PlacePicker } from './PlacePicker.tsx'
import { browsedAt, foreseenRefusal, knownBuckets, type TransferProblem, transferOf } from './transfer.ts'

/** Copy to… and Move to…: below which prefix, and what to do where something is in the way. */
export function TransferDialog({
  account,
  home,
  rows,
  removeSource,
  onClose,
}: DialogProps & { removeSource: boolean }) {
  const { t } = useTranslation('browser')
  const [address, setAddress] = useState(formatOssPath(home.bucket, parentOf(rows[0]?.key ?? '')))
  const [isTouched, setTouched] = useState(false)
  const [conflict, setConflict] = useState<Conflict>('skip')
  const [keepAcl, setKeepAcl] = useState(true)
  const buckets = knownBuckets(useQuery(bucketsQuery(account)).data, home)
  const submit = useSubmit()

  const sources = refsOf(home, rows)
  const { request, problem } = transferOf(address, { sources, buckets, choice: { removeSource, conflict, keepAcl } })
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const action = t(removeSource ? 'moveWhat' : 'copyWhat', { what })
  const problemWords = useProblemWords()
  const change = (next: string) => {
    setAddress(next)
    setTouched(true)
  }
  const pick = (place: Place | undefined) => change(place ? formatOssPath(place.bucket, place.prefix) : 'oss://')
  const send = () => {
    setTouched(true)
    if (!request) return
    submit(request, t(removeSource ? 'movingTo' : 'copyingTo', { what, place: address }))
    onClose()
  }
  return (
    <Dialog title={action} action={action} isImpossible={rows.every(foreseenRefusal)} onSubmit={send} onClose={onClose}>
      <Foreseen rows={rows} />
      <Field
        label={t('destination')}
        hint={t('destinationHint')}
        problem={isTouched && problem ? problemWords(problem) : undefined}
      >
        {(control) => (
          <Input {...control} value={address} onChange={(event) => change(event.target.value)} spellCheck={false} />
        )}
      </Field>
      <PlacePicker account={account} buckets={buckets} region={home.region} place={browsedAt(address)} onPick={pick} />
      <ConflictField value={conflict} onChange={setConflict} />
      <div>
        <Checkbox checked={keepAcl} onChange={(event) => setKeepAcl(event.target.checked)}>
          {t('keepAcl')}
        </Checkbox>
        <p className="dialog-note dialog-indent">{t('keepAclHint')}</p>
      </div>
      {removeSource && <p className="dialog-note">{t('moveNote')}</p>}
    </Dialog>
  )
}

function useProblemWords() {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  return (problem: TransferProblem) => {
    if (problem.in === 'address') return t(`target.${problem.is}`)
    if (problem.in === 'key') return t(`key.${problem.is}`)
    const { title, advice } = explainRefusal(problem.is, errors)
    return `${title}${t('stop')}${advice}`
  }
}
