import { CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { useCopyText } from '../../ui/messages/useCopyText.ts'
import './details.css'

/** One line: a name and what it is. `copy` is what the button puts on the clipboard. */
export function Fact({ name, copy, children }: { name: string; copy?: string | undefined; children: ReactNode }) {
  const { t } = useWords()
  const toClipboard = useCopyText()
  const label = t('copyValue', { name })
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        <span className="fact-value">{children}</span>
        {copy && (
          <Button
            type="text"
            size="small"
            icon={<CopyOutlined />}
            aria-label={label}
            title={label}
            onClick={() => toClipboard(copy)}
          />
        )}
      </dd>
    </div>
  )
}
