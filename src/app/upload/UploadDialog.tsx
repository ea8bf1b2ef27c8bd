import { FileAddOutlined, FolderOpenOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictPolicy } from '../../engine/types.ts'
import type { Sources } from '../../hosts/page/chosen.ts'
import { keepsHandles, pickFiles, pickFolder } from '../../hosts/page/pick.ts'
import { visible } from '../../i18n/visible.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { Window } from '../dialogs/Window.tsx'
import type { HereProps } from '../listing/PlaceDialogs.tsx'
import { ConflictField } from '../transfer/ConflictField.tsx'
import { useUpload } from './useUpload.ts'
import '../../i18n/transfer.ts'
import './upload.css'

/** What to do where something is in the way, and then the files or the folder: choosing them begins the upload. */
export function UploadDialog({ home, prefix, onClose }: HereProps) {
  const { t } = useTranslation('transfer')
  const { t: browser } = useTranslation('browser')
  const [conflict, setConflict] = useState<ConflictPolicy>('ask')
  const [review, setReview] = useState(false)
  const upload = useUpload()
  const choose = async (picking: Promise<Sources | undefined>) => {
    const chosen = await picking
    if (!chosen) return
    onClose()
    await upload(chosen, { ...home, key: prefix }, { conflict, ...(review && { review }) })
  }
  const place = visible(formatOssPath(home.bucket, prefix))
  return (
    <Window title={t('upload.title', { place })} width={520} onClose={onClose}>
      <div className="upload-ways">
        <Button autoFocus type="primary" size="large" icon={<FileAddOutlined />} onClick={() => choose(pickFiles())}>
          {t('upload.files')}
        </Button>
        <Button size="large" icon={<FolderOpenOutlined />} onClick={() => choose(pickFolder())}>
          {t('upload.folder')}
        </Button>
      </div>
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
