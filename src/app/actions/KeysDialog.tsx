import { Modal } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useHelpWords } from '../../i18n/helpWords.ts'
import type { Action, Keys, PaneHandlers } from './action.ts'
import { JobsHelp } from './JobsHelp.tsx'
import { keyName } from './keys.ts'
import { listKeys } from './listKeys.ts'
import { paneActions } from './useActions.ts'
import './palette.css'

const actions: { words: Action<PaneHandlers>['words']; keys?: Keys }[] = Object.values(paneActions)
const ofActions = actions
  .map(({ words, keys }) => ({ words, keys: [...(keys?.page ?? []), ...(keys?.rows ?? []), ...(keys?.own ?? [])] }))
  .filter(({ keys }) => keys.length > 0)

/** How jobs work, and all keys, on one page. What only a Mac has is called as it is there. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('browser')
  const { t: help } = useHelpWords()
  const text = useRef<HTMLDivElement>(null)
  return (
    <Modal
      open
      className="help-dialog"
      title={t('keys')}
      footer={null}
      onCancel={onClose}
      width={880}
      afterOpenChange={(isOpen) => isOpen && text.current?.focus({ preventScroll: true })}
    >
      <div ref={text} className="help-text" tabIndex={-1}>
        <JobsHelp />
        <section className="help">
          <h3>{help('keys')}</h3>
          <dl className="keys">
            {[...listKeys, ...ofActions].map(({ keys, words }) => (
              <div key={words}>
                <dt>
                  {keys
                    .filter((key) => !key.startsWith('Meta'))
                    .map((key) => (
                      <kbd key={key}>{keyName(key)}</kbd>
                    ))}
                </dt>
                <dd>{t(words)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  )
}
