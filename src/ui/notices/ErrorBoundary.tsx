import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { Notice } from './Notice.tsx'

type Props = { children: ReactNode }

/** The last net: whatever a component throws ends here, in words. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    const t = i18next.getFixedT(null, 'look')
    return (
      <main style={{ maxWidth: 560, margin: '15vh auto', padding: 24 }}>
        <Notice
          tone="danger"
          title={t('crash.title')}
          action={
            <button type="button" onClick={() => location.reload()}>
              {t('crash.reload')}
            </button>
          }
        >
          {t('crash.advice')} <code>{error.message}</code>
        </Notice>
      </main>
    )
  }
}
