import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../../i18n/explain.ts'
import type { Account, Ref } from '../../../oss/types.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { Dialog } from '../../dialogs/Dialog.tsx'
import { WriteProblem } from '../../dialogs/WriteProblem.tsx'
import { FieldChanges } from '../../jobs-panel/difference/FieldChanges.tsx'
import { fieldChangesOf } from '../../jobs-panel/difference/fieldsOf.ts'
import { useUnsaved } from '../../places/useUnsaved.ts'
import { changeRequest } from '../../requests/requests.ts'
import { useSubmit } from '../../requests/useSubmit.ts'
import { OtherEdits } from '../many/OtherEdits.tsx'
import type { SurveyedObject } from '../many/valueCounts.ts'
import { HeaderFields } from './HeaderFields.tsx'
import { MetaFields } from './MetaFields.tsx'
import { RawView } from './RawView.tsx'
import { TheirChanges } from './TheirChanges.tsx'
import { useOneForm } from './useOneForm.ts'

type OneFormProps = { account: Account; at: Ref; seen: SurveyedObject; title: string; onClose: () => void }
type View = 'fields' | 'raw'

export function OneForm({ account, at, seen: begin, title, onClose }: OneFormProps) {
  const { t } = useTranslation('browser')
  const one = useOneForm(account, at, begin)
  const [view, setView] = useState<View>('fields')
  const [isRawWrong, setRawWrong] = useState(false)
  const submit = useSubmit()
  const { setDirty, leave } = useUnsaved()
  useEffect(() => setDirty(one.count > 0), [setDirty, one.count])
  const save = async () => {
    if (!one.isReady || isRawWrong || !(await one.isAsSeen())) return
    submit(changeRequest([at], one.change, one.expects), title)
    onClose()
  }
  return (
    <Dialog
      title={title}
      action={one.count > 0 ? t('saveChanges', { count: one.count }) : t('save')}
      isImpossible={!one.isReady || isRawWrong || one.look.isPending || one.found !== undefined}
      width={800}
      // What goes wrong is shown below.
      onSubmit={() => void save().catch(() => {})}
      onClose={() => leave(onClose)}
    >
      <WriteProblem error={one.look.error} />
      {one.found && <TheirChanges found={one.found} onTake={one.take} />}
      <Segmented<View>
        className="one-view"
        size="small"
        options={(['fields', 'raw'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        value={view}
        disabled={isRawWrong}
        onChange={setView}
      />
      {view === 'raw' ? (
        <RawView form={one.form} onChange={(form) => one.set({ form })} onWrong={setRawWrong} />
      ) : (
        <>
          <HeaderFields account={account} at={at} form={one.form} onChange={(form) => one.set({ form })} />
          <MetaFields form={one.form} onChange={(form) => one.set({ form })} />
        </>
      )}
      <OtherEdits form={one.others} objects={[one.seen]} isReading={false} onChange={(others) => one.set({ others })} />
      <Summary one={one} />
      <p className="dialog-note">{t('selfCopy')}</p>
    </Dialog>
  )
}

function Summary({ one }: { one: ReturnType<typeof useOneForm> }) {
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
      {one.count === 0 ? (
        <p className="dialog-note">{t('noChanges')}</p>
      ) : (
        <FieldChanges steps={fieldChangesOf(one.change, one.expects)} />
      )}
    </section>
  )
}
