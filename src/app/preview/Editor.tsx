import { Button } from 'antd'
import { useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { CopyError } from '../../engine/problem.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import type { Head } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { Restored } from '../drafts/Restored.tsx'
import { LazyCodeView } from './LazyCodeView.tsx'
import type { BodyProps } from './PreviewBody.tsx'
import { SaveConflict } from './SaveConflict.tsx'
import { utf8Type } from './textType.ts'
import { isConflict, useEditing } from './useEditing.ts'

type EditorProps = BodyProps & { text: string }

/** What is discarded begins anew, from what is there now. */
export function Editor(props: EditorProps) {
  const [nth, setNth] = useState(0)
  return <Editing key={nth} {...props} onDiscard={() => setNth(nth + 1)} />
}

/** Look, edit, review what changed, save over what was opened. It is there when the editor is: no key comes too early. */
function Editing({ text, onDiscard, ...props }: EditorProps & { onDiscard: () => void }) {
  const { account, at, head } = props
  const { t } = useWords()
  const { t: why } = useObstacles()
  const { step, setStep, edited, restored, conflict, save, change, edit, send, drop } = useEditing(text, props)
  const name = visible(nameOf(at.key))
  const discard = () => {
    drop()
    props.onDirty(false)
    onDiscard()
  }
  if (step === 'conflict' && conflict)
    return (
      <>
        <SaveProblem error={save.error} />
        <SaveConflict
          key={conflict.nth}
          nth={conflict.nth}
          account={account}
          at={at}
          opened={conflict.opened}
          text={edited}
          isSaving={save.isPending}
          onSave={send}
          onEdit={() => setStep('edit')}
        />
      </>
    )
  return (
    <>
      <div className="preview-bar">
        {step === 'review' && <span>{t('saveNote')}</span>}
        {step === 'edit' && <span>{t('leaveByKeys')}</span>}
        {step === 'look' && <Button onClick={edit}>{t('editText')}</Button>}
        {step === 'edit' && (
          <ActionButton
            type="primary"
            obstacle={edited === text ? why('unchanged') : undefined}
            onClick={() => setStep('review')}
          >
            {t('review')}
          </ActionButton>
        )}
        {step === 'review' && (
          <>
            <Button onClick={() => setStep('edit')}>{t('backToEdit')}</Button>
            <Button type="primary" loading={save.isPending} onClick={() => send({ text: edited })}>
              {t('saveText')}
            </Button>
          </>
        )}
      </div>
      <SaveProblem error={save.error} />
      {restored !== undefined && step === 'edit' && <Restored kept={restored} onDiscard={discard} />}
      {step === 'review' && <Follows head={head} />}
      {step === 'review' ? (
        <LazyCodeView key="review" name={name} label={t('diffOf', { name })} text={edited} original={text} />
      ) : (
        <LazyCodeView
          key={step}
          name={name}
          label={t('contents', { name })}
          text={edited}
          {...(step === 'edit' && { onChange: change })}
        />
      )}
    </>
  )
}

/** What a save changes besides the text. */
function Follows({ head: { headers, storageClass } }: { head: Head }) {
  const { t } = useWords()
  const typed = utf8Type(headers['Content-Type'])
  return (
    <>
      {typed && <Notice tone="warn">{t('savedAsUtf8', { charset: visible(typed.charset) })}</Notice>}
      {storageClass.endsWith('Archive') && (
        <Notice tone="warn">{t('savedArchived', { class: t(`class.${storageClass}`) })}</Notice>
      )}
    </>
  )
}

/** A conflict has a view of its own. */
function SaveProblem({ error }: { error: Error | null }) {
  const { t } = useWords()
  if (!error || isConflict(error)) return null
  if (error instanceof CopyError && error.code === 'TargetExists')
    return <Notice tone="danger">{t('folder.taken')}</Notice>
  return <WriteProblem error={error} />
}
