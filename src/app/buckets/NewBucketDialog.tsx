import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../i18n/objectWords.ts'
import { isKnownRegion, regions } from '../../i18n/regions.ts'
import { OssError } from '../../oss/errors.ts'
import { storageClasses } from '../../oss/metadata.ts'
import type { Account, BucketAcl, StorageClass } from '../../oss/types.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { message } from '../../ui/messages/messages.ts'
import { AclNote } from '../details/AclFact.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useAccount } from '../places/account.ts'
import { go } from '../places/usePlace.ts'
import { bucketsQuery } from '../queries/queries.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import { keepBucket } from '../session/keptBuckets.ts'
import { bucketNameProblem } from './bucketName.ts'

type NewBucketDialogProps = { onClose: () => void }
type Wanted = { name: string; region: string; acl: BucketAcl; storageClass: StorageClass }

export const bucketAcls: BucketAcl[] = ['private', 'public-read', 'public-read-write']

export function NewBucketDialog({ onClose }: NewBucketDialogProps) {
  const account = useAccount()
  const { t } = useWords()
  const [wanted, setWanted] = useState<Wanted>({
    name: '',
    region: account.region,
    acl: 'private',
    storageClass: 'Standard',
  })
  const [isTouched, setTouched] = useState(false)
  const create = useCreateBucket(account, onClose)
  const problem = bucketNameProblem(wanted.name)
  const isOurs = useQuery(bucketsQuery(account)).data?.some(({ name }) => name === wanted.name) ?? false
  const isTaken = isOurs || (create.error instanceof OssError && create.error.code === 'BucketAlreadyExists')
  const change = (part: Partial<Wanted>) => {
    setWanted({ ...wanted, ...part })
    create.reset()
  }
  const send = () => {
    setTouched(true)
    // OSS takes a bucket of one's own once more, and sets its ACL anew.
    if (!problem && !isOurs) create.mutate(wanted)
  }
  return (
    <Dialog title={t('newBucket')} action={t('create')} isBusy={create.isPending} onSubmit={send} onClose={onClose}>
      <Field
        label={t('bucketName')}
        hint={t('bucketNameHint')}
        problem={isTaken ? t('bucketTaken') : isTouched && problem ? t(`bucketName.${problem}`) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={wanted.name}
            spellCheck={false}
            onChange={(event) => {
              change({ name: event.target.value })
              setTouched(true)
            }}
          />
        )}
      </Field>
      <Choices wanted={wanted} onChange={change} />
      {!isTaken && <WriteProblem error={create.error} />}
    </Dialog>
  )
}

function Choices({ wanted, onChange }: { wanted: Wanted; onChange: (part: Partial<Wanted>) => void }) {
  const { t } = useWords()
  const { t: region } = useTranslation('regions')
  const names = [...new Set([wanted.region, ...Object.keys(regions)])]
  const label = (name: string) => (isKnownRegion(name) ? `${region(name)} (${name})` : name)
  return (
    <>
      <Field label={t('region')} hint={t('regionHint')}>
        {({ status: _, ...control }) => (
          <Select
            {...control}
            showSearch
            optionFilterProp="label"
            value={wanted.region}
            onChange={(value) => onChange({ region: value })}
            options={names.map((value) => ({ value, label: label(value) }))}
          />
        )}
      </Field>
      <Field label={t('defaultClass')} hint={t(`cost.${wanted.storageClass}`)}>
        {({ status: _, ...control }) => (
          <Select
            {...control}
            value={wanted.storageClass}
            onChange={(storageClass) => onChange({ storageClass })}
            options={storageClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('bucketAcl')} hint={<AclNote acl={wanted.acl} />}>
        {({ status: _, ...control }) => (
          <Select
            {...control}
            value={wanted.acl}
            onChange={(acl) => onChange({ acl })}
            options={bucketAcls.map((value) => ({ value, label: t(`acl.${value}`) }))}
          />
        )}
      </Field>
    </>
  )
}

function useCreateBucket(account: Account, onClose: () => void) {
  const client = useQueryClient()
  const { t } = useWords()
  return useMutation({
    mutationFn: ({ name, region, ...rest }: Wanted) => {
      const { signal } = new AbortController()
      return ossOf(account).putBucket({ bucket: { bucket: name, region }, ...rest, signal })
    },
    onSuccess: async (_, { name, region }) => {
      if (account.start) keepBucket(account, { name, region, entry: '' })
      await client.invalidateQueries({ queryKey: queryKeys.buckets(account) })
      message.success(t('created', { name }))
      onClose()
      go({ bucket: name, prefix: '' })
    },
  })
}
