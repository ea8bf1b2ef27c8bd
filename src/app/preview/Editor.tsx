import { Button } from 'antd'
import { useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { CopyError } from '../../engine/problem.ts'
import type { Seen } from '../../engine/single/seen.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Head } from '../../oss/types.ts'
import { Notice } from '../../ui/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { LazyCodeView } from './LazyCodeView.tsx'
import { withLineEndsOf } from './lineEnds.ts'
import type { BodyProps } from './PreviewBody.tsx'
import { SaveConflict } from './SaveConflict.tsx'
import { utf8Type } from './textType.ts'
import { useSaveText, type Wanted } from './useSaveText.ts'

type EditorProps = BodyProps & { text: string }
type Step = 'look' | 'edit' | 'review' | 'conflict'

/** Look, edit, review what changed, save over what was opened. It is there when the editor is: no key comes too early. */
export function Editor({ text, ...props }: EditorProps) {
  const { account, at, head, onDirty } = props
  const { t } = useWords()
  const [step, setStep] = useState<Step>('look')
  const [edited, setEdited] = useState(text)
  const [conflict, setConflict] = useState<{ opened: Seen; nth: number }>()
  const name = visible(nameOf(at.key))
  const save = useSaveText(props)
  const change = (next: string) => {
    const kept = withLineEndsOf(text, next)
    setEdited(kept)
    onDirty(kept !== text)
  }
  const edit = () => {
    setStep('edit')
    // Why it failed is told when it is needed.
    void save.begin().catch(() => {})
  }
  const send = (wanted: Wanted) =>
    save.mutate(wanted, {
      onError: async (error) => {
        if (!isConflict(error)) return
        const opened = await save.begin()
        setConflict((last) => ({ opened, nth: (last?.nth ?? 0) + 1 }))
        setStep('conflict')
      },
    })
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
          <Button type="primary" disabled={edited === text} onClick={() => setStep('review')}>
            {t('review')}
          </Button>
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

function isConflict(error: Error): boolean {
  return error instanceof CopyError && (error.code === 'SourceChanged' || error.code === 'CopyGone')
}

/** A conflict has a view of its own. */
function SaveProblem({ error }: { error: Error | null }) {
  const { t } = useWords()
  if (!error || isConflict(error)) return null
  if (error instanceof CopyError && error.code === 'TargetExists')
    return <Notice tone="danger">{t('folder.taken')}</Notice>
  return <WriteProblem error={error} />
}
