import type { ReactNode } from 'react'
import './notice.css'

type NoticeProps = { tone: 'danger' | 'warn' | 'plain'; title?: string; children?: ReactNode; action?: ReactNode }

/** A few words with weight: an error that stays beside what caused it, a warning, a remark. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'danger' ? 'alert' : 'note'}>
      <div className="notice-text">
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  )
}
