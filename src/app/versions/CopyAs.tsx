import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { nameOf, numbered, parentOf } from '../../engine/keys.ts'
import { keyProblem } from '../../engine/plan/check.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Ref, Version } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { hasDotLevel } from '../create/names.ts'
import { Destination } from '../places/picker/Destination.tsx'
import { bucketsQuery } from '../queries/queries.ts'
import type { BucketRef } from '../requests/requests.ts'
import { knownBuckets } from '../transfer/transfer.ts'

type CopyAsProps = {
  account: Account
  home: BucketRef
  version: Version
  isBusy: boolean
  onCopy: (target: Ref) => void
}

/** Where a version is copied to, and under which name. What is there already is replaced only after a question. */
export function CopyAs({ account, home, version, isBusy, onCopy }: CopyAsProps) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [name, setName] = useState(nameOf(numbered(version.key, 1)))
  const [place, setPlace] = useState({ bucket: home.bucket, prefix: parentOf(version.key) })
  const { data } = useQuery(bucketsQuery(account))
  // OSS copies a version by itself, which it does inside a region.
  const buckets = knownBuckets(data, home).filter(({ region }) => region === home.region)
  const isNear = buckets.some((bucket) => bucket.name === place.bucket)
  const target = { ...home, bucket: place.bucket, key: place.prefix + name }
  return (
    <div className="version-copy">
      <Field label={t('copyKey')}>
        {(control) => (
          <Input {...control} value={name} spellCheck={false} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Destination
        account={account}
        buckets={buckets}
        address={visible(formatOssPath(place.bucket, place.prefix))}
        onPick={setPlace}
      />
      {!isNear && <p className="dialog-note">{t('copyRegion')}</p>}
      <ActionButton
        size="small"
        type="primary"
        obstacle={isNear ? (isWrong(target, version, home) ? why('badName') : undefined) : t('copyRegion')}
        loading={isBusy}
        onClick={() => onCopy(target)}
      >
        {t('save')}
      </ActionButton>
    </div>
  )
}

function isWrong({ bucket, key }: Ref, version: Version, home: BucketRef): boolean {
  const isItself = bucket === home.bucket && key === version.key
  return keyProblem(key) !== undefined || hasDotLevel(key) || key.endsWith('/') || isItself
}
