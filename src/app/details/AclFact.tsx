import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useReason } from '../../i18n/useReason.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import type { Acl, Ref } from '../../oss/types.ts'
import { useAccount } from '../places/account.ts'
import { aclQuery } from '../queries/queries.ts'
import { EditBox } from './EditBox.tsx'
import { Fact } from './Fact.tsx'
import { useChange } from './useChange.ts'

const acls: Acl[] = ['default', 'private', 'public-read', 'public-read-write']

export function AclFact({ at }: { at: Ref }) {
  const account = useAccount()
  const { t } = useWords()
  const reason = useReason()
  const { data: acl, error } = useQuery(aclQuery(account, at))
  const edit = useChange(at)
  if (error) return <Fact name={t('acl')}>{t('unreadable', { reason: reason(error) })}</Fact>
  if (!acl) return <Fact name={t('acl')}>…</Fact>
  return (
    <Fact name={t('acl')}>
      {edit.isOpen ? (
        <AclForm at={at} acl={acl} edit={edit} />
      ) : (
        <>
          {t(`acl.${acl}`)}
          <Button size="small" aria-label={t('changeAcl')} onClick={edit.open}>
            {t('change')}
          </Button>
        </>
      )}
    </Fact>
  )
}

function AclForm({ at, acl, edit }: { at: Ref; acl: Acl; edit: ReturnType<typeof useChange> }) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [wanted, setWanted] = useState(acl)
  // What is read anew behind the form was not what its writer saw.
  const [seen] = useState(acl)
  const name = useWhat()(1, at.key)
  return (
    <EditBox
      action={t('saveAcl')}
      obstacle={wanted === seen ? why('unchanged') : undefined}
      note={<AclNote acl={wanted} />}
      onSave={() => edit.save({ acl: wanted }, { acl: seen }, t('aclOf', { name }))}
      onClose={edit.close}
    >
      <Select
        aria-label={t('acl')}
        value={wanted}
        onChange={setWanted}
        options={acls.map((value) => ({ value, label: t(`acl.${value}`) }))}
      />
    </EditBox>
  )
}

/** What everyone may do then. */
export function AclNote({ acl }: { acl: Acl }) {
  const { t } = useWords()
  if (acl === 'public-read') return <span className="details-warn">{t('aclPublic')}</span>
  return acl === 'public-read-write' ? <span className="details-warn">{t('aclPublicWrite')}</span> : null
}
