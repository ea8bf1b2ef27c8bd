import { Button, Input } from 'antd'
import { type ClipboardEvent, useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { isRegionName } from '../../oss/names.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { RegionField } from '../../ui/fields/RegionField.tsx'
import { parseOssPath } from '../address/ossPath.ts'
import { placeIn } from '../address/placeIn.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useAccount } from '../places/account.ts'
import { useAddBucket } from './useAddBucket.ts'

/** A further bucket of an account that can't list them: it is looked into first, and kept by its name. */
export function AddBucketDialog({ onClose }: { onClose: () => void }) {
  const account = useAccount()
  const { t } = useWords()
  const [path, setPath] = useState('')
  const [region, setRegion] = useState(account.region)
  const [wasSent, setSent] = useState(false)
  const { look, reset, keep } = useAddBucket({ account, onRegion: setRegion, onClose })
  const where = parseOssPath(path)
  const hasRegion = isRegionName(region)
  const wanted = where && hasRegion ? { name: where.bucket, region, entry: where.prefix } : undefined
  const type = (text: string) => {
    setPath(text)
    reset()
  }
  /** An address says more than its field holds. */
  const paste = (event: ClipboardEvent) => {
    const place = placeIn(event.clipboardData.getData('text'))
    if (!place?.start) return
    event.preventDefault()
    type(place.start)
    if (place.region) setRegion(place.region)
  }
  const send = () => {
    setSent(true)
    if (wanted) look.mutate(wanted)
  }
  return (
    <Dialog
      title={t('addBucket')}
      action={t(look.isPending ? 'addBucket.looking' : 'addBucket.add')}
      isBusy={look.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      <Field label="Bucket" hint={t('addBucket.hint')} problem={wasSent && !where ? t('addBucket.wrong') : undefined}>
        {({ status, ...control }) => (
          <Input
            {...control}
            status={status}
            autoFocus
            value={path}
            spellCheck={false}
            placeholder="oss://bucket/folder/"
            onPaste={paste}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      <RegionField
        value={region}
        problem={wasSent && !hasRegion ? t('addBucket.noRegion') : undefined}
        onChange={(next) => {
          setRegion(next)
          reset()
        }}
      />
      <WriteProblem error={look.error} />
      {look.error && wanted && <Button onClick={() => keep(wanted)}>{t('addBucket.anyway')}</Button>}
    </Dialog>
  )
}
