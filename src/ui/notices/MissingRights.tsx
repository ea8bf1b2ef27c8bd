import { CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { policyOf } from '../../oss/policy.ts'
import type { Right } from '../../oss/rights.ts'
import { useCopyText } from '../messages/useCopyText.ts'
import './missingRights.css'

/** Which right a refused request lacks, on which resource, and the policy to give to whoever grants it. `areKnown`: each of them was asked for by itself. */
export function MissingRights({ rights, areKnown = false }: { rights: readonly Right[]; areKnown?: boolean }) {
  const { t } = useWords()
  const copy = useCopyText()
  const policy = policyOf(rights)
  return (
    <div className="missing-rights">
      {rights.length > 1 && !areKnown && <p>{t('right.oneOf')}</p>}
      <ul>
        {rights.map(({ action, resource }) => (
          <li key={`${action} ${resource}`}>
            <code>{action}</code> <span>{t('right.on')}</span> <code>{visible(resource)}</code>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('right.policy')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{policy}</pre>
      </details>
      <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => copy(policy)}>
        {t('right.copy')}
      </Button>
    </div>
  )
}
