import { DownloadOutlined, FileZipOutlined, FolderOpenOutlined, LinkOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf, parentOf } from '../../engine/keys.ts'
import { localPath } from '../../engine/localPath.ts'
import type { ConflictPolicy } from '../../engine/types.ts'
import type { Place } from '../../hosts/page/chosen.ts'
import { picksFolders, picksTargets, pickTarget, pickTargetFolder, pickZip } from '../../hosts/page/pick.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { hasDotLevel } from '../create/names.ts'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { Window } from '../dialogs/Window.tsx'
import type { Row } from '../listing/rows.ts'
import { ossOf } from '../queries/remote.ts'
import type { BucketRef } from '../requests/requests.ts'
import { ConflictField } from '../transfer/ConflictField.tsx'
import { useDownload } from './useDownload.ts'
import '../../i18n/transfer.ts'
import '../upload/upload.css'

/** Where to: a file, a folder, or the browser's own downloads. Choosing begins the job. */
export function DownloadDialog({ account, home, rows, sources, onClose }: DialogProps) {
  const { t } = useTranslation('transfer')
  const { t: browser } = useTranslation('browser')
  const [conflict, setConflict] = useState<ConflictPolicy>('ask')
  const [review, setReview] = useState(false)
  const download = useDownload()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const [row] = rows
  const one = rows.length === 1 && row?.is === 'object' ? row : undefined
  const choose = async (picking: Promise<Place | undefined>) => {
    const chosen = await picking
    if (!chosen) return
    onClose()
    await download(sources, chosen, { conflict, ...(review && { review }) })
  }
  const link = async () => {
    if (!one) return
    const at = { ...home, key: one.key }
    open(await ossOf(account).signUrl({ at, seconds: linkSeconds, download: nameOf(one.key) }))
    onClose()
  }
  return (
    <Window title={t('download.title', { what })} width={520} onClose={onClose}>
      <div className="upload-ways">
        {one && picksTargets() && (
          <Button
            data-first
            type="primary"
            size="large"
            icon={<DownloadOutlined aria-hidden />}
            onClick={() => choose(pickTarget(localPath(nameOf(one.key))))}
          >
            {t('download.file')}
          </Button>
        )}
        {!one && picksFolders() && (
          <Button
            data-first
            type="primary"
            size="large"
            icon={<FolderOpenOutlined aria-hidden />}
            onClick={() => choose(pickTargetFolder())}
          >
            {t('download.folder')}
          </Button>
        )}
        {!one && (
          <Button
            {...(!picksFolders() && { 'data-first': true, type: 'primary' as const })}
            size="large"
            icon={<FileZipOutlined aria-hidden />}
            onClick={() => choose(pickZip(zipNameFor(home, rows)))}
          >
            {t('download.zip')}
          </Button>
        )}
        {one && !hasDotLevel(one.key) && (
          <Button size="large" icon={<LinkOutlined aria-hidden />} onClick={link}>
            {t('download.link')}
          </Button>
        )}
      </div>
      {!one && picksFolders() && <ConflictField value={conflict} onChange={setConflict} />}
      {!one && (
        <>
          <Checkbox checked={review} onChange={(event) => setReview(event.target.checked)}>
            {browser('reviewFirst')}
          </Checkbox>
          <p className="dialog-note">{t('download.names')}</p>
        </>
      )}
      {(one ? picksTargets() : picksFolders()) && <p className="dialog-note">{t('download.checked')}</p>}
      {!one && <p className="dialog-note">{t(picksTargets() ? 'download.zipNote' : 'download.zipKept')}</p>}
      {one && <p className="dialog-note">{t('download.linkNote')}</p>}
    </Window>
  )
}

/** After the one prefix that is chosen, or else the place in which the rows lie. */
function zipNameFor({ bucket }: BucketRef, rows: readonly Row[]): string {
  const [first, second] = rows
  const key = second ? parentOf(first?.key ?? '') : (first?.key ?? '')
  return `${localPath(nameOf(key).replace(/\/$/, '') || bucket)}.zip`
}

/** A browser that goes on with a download later asks by the same URL: a day. */
const linkSeconds = 86_400

function open(url: string): void {
  const link = Object.assign(document.createElement('a'), { href: url, download: '' })
  link.click()
}
