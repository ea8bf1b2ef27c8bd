import { Button } from 'antd'
import { formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

/** Of an earlier visit: what was typed then and not saved. */
export function Restored({ kept, onDiscard }: { kept: number; onDiscard: () => void }) {
  const { t, i18n } = useWords()
  return (
    <Notice tone="plain" action={<Button onClick={onDiscard}>{t('restoredDiscard')}</Button>}>
      {t('restoredText', { time: formatTime(kept, i18n.language) })}
    </Notice>
  )
}
