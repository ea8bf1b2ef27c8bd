import { Checkbox } from 'antd'
import { useState } from 'react'
import { useCorsWords } from '../../i18n/corsWords.ts'
import { mendCors } from '../../oss/direct/cors/mend.ts'
import type { CorsCheck } from '../../oss/direct/cors/needs.ts'
import { allMetadata } from '../../oss/direct/exposed.ts'
import type { Account, Cors, CorsRule } from '../../oss/types.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import type { BucketRef } from '../requests/requests.ts'
import { ApplyRules } from './ApplyRules.tsx'
import { CopyButton, Ossutil } from './Ossutil.tsx'

type NeededRuleProps = {
  home: BucketRef
  check: CorsCheck
  origin: string
  /** The rules that stand, and whose key may change them; without a gateway nobody can read or set any. */
  now?: Cors
  account?: Account
}

/** The rule that lets the page in, to be pasted, or to be set from here; which names of user metadata it has is for a person to say. */
export function NeededRule({ home, check, origin, now, account }: NeededRuleProps) {
  const { t } = useCorsWords()
  // What the rules say, until a person says something else.
  const [typed, setNames] = useState<string>()
  const [chosen, setAllMeta] = useState<boolean>()
  const names = typed ?? check.meta.join(', ')
  const isAllMeta = chosen ?? check.exposed[allMetadata] === 'ok'
  const meta = names.split(/[\s,，、]+/).filter(Boolean)
  const mended = mendCors(now ?? { rules: [] }, { origin, meta, isAllMeta })
  return (
    <section className="cors-needed">
      <h3>{t('rule')}</h3>
      <Field label={t('metaNames')} hint={t('metaNamesHint')}>
        {(control) => <TextInput {...control} value={names} spellCheck={false} onText={setNames} />}
      </Field>
      <div>
        <Checkbox checked={isAllMeta} onChange={({ target }) => setAllMeta(target.checked)}>
          {t('metaAll')}
        </Checkbox>
        <p className="dialog-note">{t('metaAllHint')}</p>
      </div>
      <p className="dialog-note">{t('ruleNote')}</p>
      <RuleFields rule={mended.rule} />
      <Ossutil bucket={home.bucket} cors={mended.cors} isWhole={now !== undefined} />
      {now && account && <ApplyRules account={account} home={home} now={now} mended={mended} />}
    </section>
  )
}

/** As the console's form has them. */
function RuleFields({ rule }: { rule: CorsRule }) {
  const { t } = useCorsWords()
  const fields = [
    [t('origins'), rule.origins],
    [t('methods'), rule.methods],
    [t('headers'), rule.headers],
    [t('exposed'), rule.expose],
    [t('maxAge'), [String(rule.maxAge)]],
  ] as const
  return (
    <dl className="cors-fields">
      {fields.map(([label, lines]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <pre tabIndex={lines.length > 5 ? 0 : undefined}>{lines.join('\n')}</pre>
            <CopyButton label={t('copy', { what: label })} text={lines.join('\n')} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
