import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { nameOf } from '../../engine/keys.ts'
import { useWords } from '../../i18n/objectWords.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { saveAs } from '../../ui/saveAs.ts'
import { ossOf } from '../queries/remote.ts'
import { type KnownObject, objectBytes } from './objectBytes.ts'
import { mostSaved } from './previewKind.ts'

/** Reads an object and hands it to the browser's downloads; nothing for one that is too large to be held in between. */
export function SaveButton({ account, at, head }: { account: Account; at: Ref; head: KnownObject }) {
  const { t } = useWords()
  const save = useMutation({
    mutationFn: () => objectBytes(ossOf(account), { at, head, signal: new AbortController().signal }),
    onSuccess: (bytes) => saveAs(bytes, nameOf(at.key)),
  })
  if (head.size > mostSaved) return null
  return (
    <>
      {save.error && <QueryProblem error={save.error} onRetry={() => save.mutate()} />}
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
        {t('savePdf')}
      </Button>
    </>
  )
}
