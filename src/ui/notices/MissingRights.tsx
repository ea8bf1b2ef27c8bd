import { CopyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { policyOf } from '../../oss/policy.ts'
import type { Right } from '../../oss/rights.ts'
import { useCopyText } from '../messages/useCopyText.ts'
import './missingRights.css'

type MissingRightsProps = { rights: readonly Right[]; areKnown?: boolean }

/**
 * Which right a refused request lacks, on which resource, and the policy to give to whoever grants it; of what a Deny refuses, what to ask
 * for instead. `areKnown`: each of them was asked for by itself.
 */
export function MissingRights({ rights, areKnown = false }: MissingRightsProps) {
  const denied = rights.filter(({ isDenied }) => isDenied)
  const missing = rights.filter(({ isDenied }) => !isDenied)
  return (
    <>
      {missing.length > 0 && <Missing rights={missing} areKnown={areKnown} />}
      {denied.length > 0 && <Denied rights={denied} />}
    </>
  )
}

function Missing({ rights, areKnown }: Required<MissingRightsProps>) {
  const { t } = useWords()
  const policy = policyOf(rights)
  return (
    <div className="missing-rights">
      {rights.length > 1 && !areKnown && <p>{t('right.oneOf')}</p>}
      <Rights rights={rights} />
      <details>
        <summary>{t('right.policy')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{policy}</pre>
      </details>
      <Copy text={policy} label={t('right.copy')} />
    </div>
  )
}

/** No policy that allows it would help. */
function Denied({ rights }: { rights: readonly Right[] }) {
  const { t } = useWords()
  const lines = rights.map(({ action, resource }) => `${action} ${t('right.on')} ${resource}`)
  return (
    <div className="missing-rights">
      <p>{t('right.denied')}</p>
      <Rights rights={rights} />
      <Copy text={[t('right.ask'), ...lines].join('\n')} label={t('right.copyAsk')} />
    </div>
  )
}

function Rights({ rights }: { rights: readonly Right[] }) {
  const { t } = useWords()
  return (
    <ul>
      {rights.map(({ action, resource }) => (
        <li key={`${action} ${resource}`}>
          <code>{action}</code> <span>{t('right.on')}</span> <code>{visible(resource)}</code>
        </li>
      ))}
    </ul>
  )
}

function Copy({ text, label }: { text: string; label: string }) {
  const copy = useCopyText()
  return (
    <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={() => copy(text)}>
      {label}
    </Button>
  )
}
