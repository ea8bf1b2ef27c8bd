import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { needsNoCopy } from '../../../engine/plan/needsNoCopy.ts'
import { explainRefusal } from '../../../i18n/explain.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { bucketInfoQuery } from '../../details/detailQueries.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import { WriteProblem } from '../../dialogs/WriteProblem.tsx'
import { Restored } from '../../drafts/Restored.tsx'
import { FieldChanges } from '../../jobs-panel/difference/FieldChanges.tsx'
import { fieldChangesOf } from '../../jobs-panel/difference/fieldsOf.ts'
import { useUnsaved } from '../../places/useUnsaved.ts'
import { changeRequest } from '../../requests/requests.ts'
import { useSubmit } from '../../requests/useSubmit.ts'
import { OtherEdits } from '../many/OtherEdits.tsx'
import type { SurveyedObject } from '../many/valueCounts.ts'
import { ConcurrentChanges } from './ConcurrentChanges.tsx'
import { HeaderFields } from './HeaderFields.tsx'
import { MetaFields } from './MetaFields.tsx'
import { RawView } from './RawView.tsx'
import { type Opened, useOneForm } from './useOneForm.ts'

type OneFormProps = { opened: Opened; seen: SurveyedObject; title: string; onClose: () => void }
type View = 'fields' | 'raw'

export function OneForm({ opened, seen: begin, title, onClose }: OneFormProps) {
  const { t } = useTranslation('browser')
  const one = useOneForm(opened, begin)
  const submit = useSubmit()
  const obstacle = useObstacle(one)
  const { setDirty, leave } = useUnsaved()
  useEffect(() => setDirty(one.isDirty, one.drop), [setDirty, one.isDirty, one.drop])
  const save = async () => {
    if (!one.isReady || !(await one.isAsSeen())) return
    one.drop()
    submit(changeRequest([opened.at], one.change, one.expects), title)
    onClose()
  }
  return (
    <Dialog
      title={title}
      action={one.count > 0 ? t('saveChanges', { count: one.count }) : t('save')}
      obstacle={obstacle}
      isBusy={one.look.isPending}
      width={800}
      // What goes wrong is shown below.
      onSubmit={() => void save().catch(() => {})}
      onClose={() => leave(onClose)}
    >
      {one.restored !== undefined && <Restored kept={one.restored} onDiscard={one.discard} />}
      <WriteProblem error={one.look.error} />
      {one.found && <ConcurrentChanges found={one.found} onTake={one.take} />}
      {opened.isLink ? <p className="dialog-note">{t('linkHas')}</p> : <Values opened={opened} one={one} />}
      <OtherEdits
        form={one.others}
        objects={[one.seen]}
        isReading={false}
        isLink={opened.isLink}
        onChange={(others) => one.set({ others })}
      />
      <Summary opened={opened} one={one} />
      {!opened.isLink && <p className="dialog-note">{t('selfCopy')}</p>}
    </Dialog>
  )
}

/** Why it can't be saved as it stands. */
function useObstacle(one: ReturnType<typeof useOneForm>): string | undefined {
  const { t: why } = useObstacles()
  const { t: errors } = useTranslation('errors')
  if (one.found) return why('concurrent')
  if (!one.isDirty) return why('unchanged')
  if (one.refusal) return explainRefusal(one.refusal, errors).title
  return one.isReady ? undefined : why('wrong')
}

type PartProps = { opened: Opened; one: ReturnType<typeof useOneForm> }

/** Headers and user metadata, as fields or as lines. */
function Values({ opened: { account, at }, one }: PartProps) {
  const { t } = useTranslation('browser')
  const { t: why } = useObstacles()
  return (
    <>
      <Segmented<View>
        className="one-view"
        size="small"
        options={(['fields', 'raw'] as const).map((value) => ({
          value,
          label: t(`view.${value}`),
          title: one.isRawWrong ? why('wrong') : '',
        }))}
        value={one.raw === undefined ? 'fields' : 'raw'}
        disabled={one.isRawWrong}
        onChange={(view) => one.showRaw(view === 'raw')}
      />
      {one.raw !== undefined ? (
        <RawView text={one.raw} form={one.form} onType={one.typeRaw} />
      ) : (
        <>
          <HeaderFields account={account} at={at} form={one.form} onChange={(form) => one.set({ form })} />
          <MetaFields form={one.form} onChange={(form) => one.set({ form })} />
        </>
      )}
    </>
  )
}

function Summary({ opened, one }: PartProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  return (
    <section className="metadata-section">
      <h3>{t('changesTitle')}</h3>
      {one.refusal && (
        <Notice tone="warn" title={explainRefusal(one.refusal, errors).title}>
          {explainRefusal(one.refusal, errors).advice}
        </Notice>
      )}
      <Sealing opened={opened} one={one} />
      {one.count === 0 ? (
        <p className="dialog-note">{t('noChanges')}</p>
      ) : (
        <FieldChanges steps={fieldChangesOf(one.change, one.expects)} />
      )}
    </section>
  )
}

/** What OSS does by the way: the bucket encrypts whatever is copied onto itself. */
function Sealing({ opened: { account, at }, one: { seen, change } }: PartProps) {
  const { t } = useTranslation('browser')
  const isLeft = !needsNoCopy(change) && change.encryption === undefined && !seen.encryption
  const { data } = useQuery({ ...bucketInfoQuery(account, at), enabled: isLeft })
  if (!isLeft || !data?.encryption) return null
  return <Notice tone="warn">{t('sealing', { algorithm: data.encryption.algorithm })}</Notice>
}
