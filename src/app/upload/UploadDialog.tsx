import { FileAddOutlined, FolderOpenOutlined, LoadingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictPolicy } from '../../engine/types.ts'
import type { ChosenSources } from '../../hosts/page/chosen.ts'
import { keepsHandles, pickFiles, pickFolder } from '../../hosts/page/pick.ts'
import { yieldToPage } from '../../hosts/page/yieldToPage.ts'
import { visible } from '../../i18n/visible.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { Window } from '../dialogs/Window.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { Destination } from '../places/picker/Destination.tsx'
import type { Place } from '../places/place.ts'
import { bucketsQuery } from '../queries/queries.ts'
import { bucketRefIn } from '../requests/requests.ts'
import { ConflictField } from '../transfer/ConflictField.tsx'
import { knownBuckets } from '../transfer/transfer.ts'
import { useUpload } from './useUpload.ts'
import '../../i18n/transfer.ts'
import './upload.css'

/** What to do where something is in the way, and then the files or the folder: choosing them begins the upload. */
export function UploadDialog({ account, home, prefix, onClose }: PlaceDialogProps) {
  const { t } = useTranslation('transfer')
  const { t: browser } = useTranslation('browser')
  const [conflict, setConflict] = useState<ConflictPolicy>('ask')
  const [review, setReview] = useState(false)
  const [place, setPlace] = useState<Place>({ bucket: home.bucket, prefix })
  const { data } = useQuery(bucketsQuery(account))
  const buckets = knownBuckets(data, home)
  const upload = useUpload()
  const [isReading, setReading] = useState(false)
  const isThere = useIsThere()
  const choose = async (pick: (onChosen: () => void) => Promise<ChosenSources | undefined>) => {
    const chosen = await pick(() => setReading(true))
    // Who closes the dialog meanwhile has thought better of it.
    if (!chosen || !isThere()) return
    onClose()
    // To close a dialog takes as long as a page may stand still.
    await yieldToPage()
    await upload(
      chosen,
      { ...bucketRefIn(account, buckets, place), key: place.prefix },
      { conflict, ...(review && { review }) },
    )
  }
  const address = visible(formatOssPath(place.bucket, place.prefix))
  return (
    <Window title={t('upload.title', { place: address })} width={520} onClose={onClose}>
      <div className="upload-ways">
        <Button
          data-first
          type="primary"
          size="large"
          icon={<FileAddOutlined aria-hidden />}
          disabled={isReading}
          onClick={() => choose(pickFiles)}
        >
          {t('upload.files')}
        </Button>
        <Button
          size="large"
          icon={<FolderOpenOutlined aria-hidden />}
          disabled={isReading}
          onClick={() => choose(pickFolder)}
        >
          {t('upload.folder')}
        </Button>
      </div>
      <p role="status" className="upload-reading" hidden={!isReading}>
        <LoadingOutlined aria-hidden /> {isReading && t('upload.reading')}
      </p>
      <Destination account={account} buckets={buckets} address={address} onPick={setPlace} />
      <ConflictField value={conflict} onChange={setConflict} />
      <Checkbox checked={review} onChange={(event) => setReview(event.target.checked)}>
        {browser('reviewFirst')}
      </Checkbox>
      <p className="dialog-note">{t('upload.resume')}</p>
      <p className="dialog-note">{t('upload.drag')}</p>
      <p className="dialog-note">{t('upload.leftOut')}</p>
      <p className="dialog-note">{t('upload.charset')}</p>
      {!keepsHandles() && <p className="dialog-note">{t('upload.kept')}</p>}
    </Window>
  )
}

/** Whether what asks is still drawn. */
function useIsThere(): () => boolean {
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  return () => isThere.current
}
