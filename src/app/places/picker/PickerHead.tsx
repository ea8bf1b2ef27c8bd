import { FolderAddOutlined, HomeOutlined, RightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import type { Account } from '../../../oss/types.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { deniedTo } from '../../actions/deniedTo.ts'
import { useDenials } from '../../rights/denials.ts'
import { crumbsOf, type Place } from '../place.ts'

type PickerHeadProps = {
  account: Account
  /** Where the key may enter the bucket. */
  entry: string | undefined
  open: Place | undefined
  onBuckets: () => void
  onPick: (place: Place) => void
  onNewFolder: () => void
}

/** Which level is open, the way up, and a new folder in it. */
export function PickerHead({ account, entry, open, onBuckets, onPick, onNewFolder }: PickerHeadProps) {
  const { t } = useTranslation('browser')
  useDenials()
  const lacked = open && deniedTo({ deedHere: ['make'] }, { account, place: open, pane: undefined })
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
      {open && !account.isReadOnly && (
        <ActionButton
          type="text"
          size="small"
          className="picker-new"
          icon={<FolderAddOutlined aria-hidden />}
          obstacle={lacked && t('obstacle.deniedThere', { right: lacked })}
          onClick={onNewFolder}
        >
          {t('place.newFolder')}
        </ActionButton>
      )}
    </div>
  )
}
