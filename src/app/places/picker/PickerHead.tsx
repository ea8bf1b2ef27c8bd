import { FolderAddOutlined, HomeOutlined, RightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { crumbsOf, type Place } from '../place.ts'

type PickerHeadProps = {
  /** Where the key may enter the bucket. */
  entry: string | undefined
  open: Place | undefined
  onBuckets: () => void
  onPick: (place: Place) => void
  /** Undefined where nothing may be written. */
  onNewFolder: (() => void) | undefined
}

/** Which level is open, the way up, and a new folder in it. */
export function PickerHead({ entry, open, onBuckets, onPick, onNewFolder }: PickerHeadProps) {
  const { t } = useTranslation('browser')
  return (
    <div className="picker-path">
      <button type="button" aria-current={open ? undefined : 'true'} onClick={onBuckets}>
        <HomeOutlined className="picker-icon" aria-hidden />
        {t('allBuckets')}
      </button>
      {open &&
        crumbsOf(open, entry).map(({ name, place }) => (
          <span key={place.prefix}>
            <RightOutlined className="picker-between" aria-hidden />
            <button
              type="button"
              aria-current={place.prefix === open.prefix ? 'true' : undefined}
              onClick={() => onPick(place)}
            >
              {visible(name) || t('namelessLevel')}
            </button>
          </span>
        ))}
      {open && onNewFolder && (
        <button type="button" className="picker-new" onClick={onNewFolder}>
          <FolderAddOutlined className="picker-icon" aria-hidden />
          {t('place.newFolder')}
        </button>
      )}
    </div>
  )
}
