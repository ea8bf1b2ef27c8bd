import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { keyName } from './keyName.ts'
import { shortcuts } from './shortcuts.ts'
import './palette.css'

/** All keys on one page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('browser')
  return (
    <Modal open title={t('keys')} footer={null} onCancel={onClose} width={760}>
      <dl className="keys">
        {shortcuts.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{keyName(key)}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
