import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { useRegionName } from '../places/RegionName.tsx'
import { AccountField } from './AccountField.tsx'
import { ConflictField } from './ConflictField.tsx'
import { DestinationField, DestinationPicker } from './DestinationField.tsx'
import { LeavingLinksNotice, Preflight } from './Preflight.tsx'
import { RelayField } from './RelayField.tsx'
import { cannotRun } from './transfer.ts'
import { useTransfer } from './useTransfer.ts'

/** Copy to… and Move to…: below which prefix, and what to do where something is in the way. */
export function TransferDialog(props: DialogProps & { removeSource: boolean }) {
  const { rows, removeSource, onClose } = props
  const { t } = useTranslation('browser')
  const { t: why } = useObstacles()
  const form = useTransfer(props)
  const { destination, conflict, keepAcl, isRelayed, setConflict, setKeepAcl } = form
  const because = useBecause(form.because)
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const isImpossible = cannotRun(rows, isRelayed) || (form.links?.by === 'relay' && form.links.count === rows.length)
  const denied = form.lacked && t('obstacle.deniedThere', { right: form.lacked })
  const action = t(removeSource ? 'moveWhat' : 'copyWhat', { what })
  return (
    <Dialog
      title={action}
      action={action}
      obstacle={isImpossible ? why('refused') : denied}
      onSubmit={form.send}
      onClose={onClose}
    >
      <Preflight rows={rows} isRelayed={isRelayed} />
      <AccountField value={form.writer} onChange={form.setWriter} />
      <DestinationField destination={destination} problemAt={form.problemAt} />
      <LeavingLinksNotice links={form.links} />
      {form.unlisted && <QueryProblem error={form.unlisted} onRetry={form.listAgain} />}
      <DestinationPicker
        key={form.writer.id}
        destination={destination}
        account={form.writer}
        buckets={form.buckets}
        from={form.from}
        whyRelay={form.whyRelay}
        onPick={form.pick}
      />
      {form.relayable && <RelayField rows={rows} isChosen={isRelayed} because={because} onChange={form.setRelay} />}
      {form.isScattered && (
        <Checkbox
          disabled={form.isWhole}
          title={form.isWhole ? why('keepsFolders') : ''}
          checked={form.keepFolders}
          onChange={(event) => form.setKeepFolders(event.target.checked)}
        >
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

function useBecause(because: ReturnType<typeof useTransfer>['because']): string | undefined {
  const { t } = useTranslation('picker')
  const regionName = useRegionName()
  return (
    because && t(`relay.${because.why}`, { bucket: because.bucket.name, region: regionName(because.bucket.region) })
  )
}
