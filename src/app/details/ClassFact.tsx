import { Button, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { storageClasses } from '../../oss/metadata.ts'
import type { Ref, StorageClass } from '../../oss/types.ts'
import type { ShownHead } from '../queries/queries.ts'
import { EditBox } from './EditBox.tsx'
import { Fact } from './Fact.tsx'
import { useChange } from './useChange.ts'

export function ClassFact({ at, head }: { at: Ref; head: ShownHead | undefined }) {
  const { t } = useWords()
  const edit = useChange(at)
  if (!head) return <Fact name={t('class')}>…</Fact>
  const { storageClass, restore } = head
  const isFrozen = storageClass.endsWith('Archive') && (!restore || restore.ongoing)
  return (
    <Fact name={t('class')}>
      {edit.isOpen && storageClass !== 'Unknown' ? (
        <ClassForm at={at} storageClass={storageClass} edit={edit} />
      ) : (
        <>
          {t(`class.${storageClass}`)}
          {!isFrozen && !head.hidden && storageClass !== 'Unknown' && (
            <Button size="small" aria-label={t('changeClass')} onClick={edit.open}>
              {t('change')}
            </Button>
          )}
        </>
      )}
    </Fact>
  )
}

type ClassFormProps = { at: Ref; storageClass: StorageClass; edit: ReturnType<typeof useChange> }

function ClassForm({ at, storageClass, edit }: ClassFormProps) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [wanted, setWanted] = useState(storageClass)
  // What is read anew behind the form was not what its writer saw.
  const [seen] = useState(storageClass)
  const what = { name: useWhat()(1, at.key), class: t(`class.${wanted}`) }
  return (
    <EditBox
      action={t('saveClass')}
      obstacle={wanted === seen ? why('unchanged') : undefined}
      note={
        <>
          {t(`cost.${wanted}`)} {t('classRewrite')}
        </>
      }
      onSave={() => edit.save({ storageClass: wanted }, { storageClass: seen }, t('classOf', what))}
      onClose={edit.close}
    >
      <Select
        aria-label={t('class')}
        value={wanted}
        onChange={setWanted}
        options={storageClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
    </EditBox>
  )
}
