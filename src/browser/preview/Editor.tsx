import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { nameOf, parentOf } from '../../engine/keys.ts'
import { CopyError } from '../../engine/problem.ts'
import { Notice } from '../../look/Notice.tsx'
import { visible } from '../../words/visible.ts'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useWords } from '../objectWords.ts'
import { listingKey, ossOf } from '../queries.ts'
import type { BodyProps } from './PreviewBody.tsx'
import { saveText } from './saveText.ts'
import { CodeView } from './TextView.tsx'

type EditorProps = BodyProps & { text: string }
type Step = 'look' | 'edit' | 'review'

/** Look, edit, review what changed, save: pinned to the ETag that was read. It is there when the editor is: no key comes too early. */
export function Editor({ text, ...props }: EditorProps) {
  const { at, onDirty } = props
  const { t } = useWords()
  const [step, setStep] = useState<Step>('look')
  const [edited, setEdited] = useState(text)
  const name = visible(nameOf(at.key))
  const save = useSave(props)
  const change = (next: string) => {
    setEdited(next)
    onDirty(next !== text)
  }
  const isSame = edited === text
  return (
    <>
      <div className="preview-bar">
        {step === 'review' && <span>{t('saveNote')}</span>}
        {step === 'edit' && <span>{t('leaveByKeys')}</span>}
        {step === 'look' && <Button onClick={() => setStep('edit')}>{t('editText')}</Button>}
        {step === 'edit' && (
          <Button type="primary" disabled={isSame} onClick={() => setStep('review')}>
            {t('review')}
          </Button>
        )}
        {step === 'review' && (
          <>
            <Button onClick={() => setStep('edit')}>{t('backToEdit')}</Button>
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
              {t('saveText')}
            </Button>
          </>
        )}
      </div>
      <SaveProblem error={save.error} />
      {step === 'review' ? (
        <CodeView key="review" name={name} label={t('diffOf', { name })} text={edited} original={text} />
      ) : (
        <CodeView
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

function SaveProblem({ error }: { error: Error | null }) {
  const { t } = useWords()
  if (!(error instanceof CopyError)) return <WriteProblem error={error} />
  return (
    <Notice tone="danger" title={t('changedMeanwhile')}>
      {t('changedAdvice')}
    </Notice>
  )
}

function useSave({ account, at, head, onDirty, onSaved }: BodyProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { t } = useWords()
  return useMutation({
    mutationFn: (text: string) => saveText(ossOf(account), { at, read: head, text }),
    onSuccess: async () => {
      onDirty(false)
      message.success(t('saved', { name: visible(nameOf(at.key)) }))
      void client.invalidateQueries({ queryKey: listingKey({ ...at, key: parentOf(at.key) }) })
      await client.invalidateQueries({ queryKey: ['head', at] })
      onSaved()
    },
  })
}
