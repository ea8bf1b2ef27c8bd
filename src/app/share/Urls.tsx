import { CopyOutlined, SaveOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { renderSVG } from 'uqr'
import { formatCount, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import type { Account } from '../../oss/types.ts'
import { useCopyText } from '../../ui/messages/useCopyText.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { saveAs } from '../../ui/saveAs.ts'
import { hasDotLevel } from '../create/names.ts'
import type { BucketRef } from '../requests/requests.ts'
import { isPublicQuery, type Link, urlsQuery } from './shareQueries.ts'

type UrlsProps = { account: Account; home: BucketRef; keys: string[]; link: Link | undefined }

/** The URLs, ways to take them along, and what they give away. */
export function Urls({ account, home, keys: all, link }: UrlsProps) {
  const { t, i18n } = useWords()
  const strayed = all.filter(hasDotLevel).length
  // Without a signature it would open another object, and nobody would notice.
  const keys = link?.kind === 'public' ? all.filter((key) => !hasDotLevel(key)) : all
  const { data, error } = useQuery(urlsQuery(account, home, keys, link))
  if (error) throw error
  if (!link) return null
  const stray = strayed > 0 && (
    <Notice tone={link.kind === 'public' ? 'danger' : 'warn'} title={t('dotUrls', { count: strayed })}>
      {t(link.kind === 'public' ? 'dotUrlsRefused' : 'dotUrlsFail')}
    </Notice>
  )
  if (keys.length === 0) return stray
  const count = { count: keys.length, formatted: formatCount(keys.length, i18n.language) }
  if (!data) return <p className="dialog-note">{t('signing', count)}</p>
  const [first = ''] = data.urls
  return (
    <>
      {stray}
      <div className="share-urls">
        <Input.TextArea
          aria-label={t('urls')}
          readOnly
          value={data.urls.join('\n')}
          rows={Math.min(7, keys.length === 1 ? 7 : keys.length + 1)}
          wrap={keys.length === 1 ? 'soft' : 'off'}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        {keys.length === 1 && <QrCode url={first} />}
      </div>
      <Take urls={data.urls} />
      {link.kind === 'signed' ? (
        <Notice tone="warn">
          {t('signedGives', { time: formatTime(data.ends, i18n.language) })} {account.stsToken && t('stsEnds')}
        </Notice>
      ) : (
        keys.length === 1 && <IsPublic account={account} home={home} name={keys[0] ?? ''} />
      )}
      {isLocal(account) && <Notice tone="plain">{t('localOnly')}</Notice>}
    </>
  )
}

function Take({ urls }: { urls: string[] }) {
  const { t } = useWords()
  const copy = useCopyText()
  return (
    <div className="share-take">
      <Button type="primary" icon={<CopyOutlined aria-hidden />} onClick={() => copy(urls.join('\n'))}>
        {t(urls.length === 1 ? 'copyUrl' : 'copyUrls')}
      </Button>
      {urls.length > 1 && (
        <Button
          icon={<SaveOutlined aria-hidden />}
          onClick={() => saveAs(new Blob([`${urls.join('\n')}\n`]), 'urls.txt')}
        >
          {t('saveUrls')}
        </Button>
      )}
    </div>
  )
}

/** An SVG as an image: nothing of it can run. */
function QrCode({ url }: { url: string }) {
  const { t } = useWords()
  const source = `data:image/svg+xml,${encodeURIComponent(renderSVG(url, { border: 2 }))}`
  return <img className="share-qr" src={source} alt={t('qr')} />
}

function IsPublic({ account, home, name }: { account: Account; home: BucketRef; name: string }): ReactNode {
  const { t } = useWords()
  const { data, error } = useQuery(isPublicQuery(account, home, name))
  if (error) return <Notice tone="plain">{t('publicUnknown')}</Notice>
  if (data === undefined) return null
  return <Notice tone={data ? 'plain' : 'warn'}>{t(data ? 'publicOpens' : 'publicClosed')}</Notice>
}

function isLocal({ endpoint }: Account): boolean {
  const { hostname } = new URL(endpoint)
  return hostname.endsWith('localhost') || hostname.includes('-internal') || /^[\d.]+$/.test(hostname)
}
