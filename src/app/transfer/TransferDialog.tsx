import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWhat } from '../../i18n/useWhat.ts'
import { Field } from '../../ui/Field.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { hasEdgeSpace } from '../create/names.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { AccountField } from './AccountField.tsx'
import { ConflictField } from './ConflictField.tsx'
import { PlacePicker } from './PlacePicker.tsx'
import { Foreseen } from './Preflight.tsx'
import { RelayField } from './RelayField.tsx'
import { browsedAt, isHopeless } from './transfer.ts'
import { useTransfer } from './useTransfer.ts'

/** Copy to… and Move to…: below which prefix, and what to do where something is in the way. */
export function TransferDialog(props: DialogProps & { removeSource: boolean }) {
  const { home, rows, removeSource, onClose } = props
  const { t } = useTranslation('browser')
  const form = useTransfer(props)
  const { address, buckets, conflict, keepAcl, problem, isRelayed, setAddress, setConflict, setKeepAcl } = form
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const action = t(removeSource ? 'moveWhat' : 'copyWhat', { what })
  return (
    <Dialog
      title={action}
      action={action}
      isImpossible={isHopeless(rows, isRelayed)}
      onSubmit={form.send}
      onClose={onClose}
    >
      <Foreseen rows={rows} isRelayed={isRelayed} />
      <AccountField value={form.writer} onChange={form.setWriter} />
      <Field
        label={t('destination')}
        hint={t(hasEdgeSpace(address) ? 'edgeSpace' : 'destinationHint')}
        problem={problem}
      >
        {(control) => (
          <Input {...control} value={address} onChange={(event) => setAddress(event.target.value)} spellCheck={false} />
        )}
      </Field>
      <PlacePicker
        account={form.writer}
        buckets={buckets}
        region={form.isOwn && !isRelayed ? home.region : undefined}
        place={browsedAt(address)}
        onPick={(place) => setAddress(place ? formatOssPath(place.bucket, place.prefix) : 'oss://')}
      />
      {form.relayable && <RelayField rows={rows} isChosen={isRelayed} onChange={form.setRelay} />}
      {form.isScattered && (
        <Checkbox checked={form.keepFolders} onChange={(event) => form.setKeepFolders(event.target.checked)}>
          {t('keepFolders')}
        </Checkbox>
      )}
      <ConflictField value={conflict} onChange={setConflict} />
      <div>
        <Checkbox checked={keepAcl} onChange={(event) => setKeepAcl(event.target.checked)}>
          {t('keepAcl')}
        </Checkbox>
        <p className="dialog-note dialog-indent">{t('keepAclHint')}</p>
      </div>
      <Checkbox checked={form.review} onChange={(event) => form.setReview(event.target.checked)}>
        {t('reviewFirst')}
      </Checkbox>
      {removeSource && <p className="dialog-note">{t('moveNote')}</p>}
    </Dialog>
  )
}
