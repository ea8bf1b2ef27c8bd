import { useCorsWords } from '../../i18n/corsWords.ts'
import type { CorsCheck, Verdict } from '../../oss/direct/cors/needs.ts'
import { allMetadata } from '../../oss/direct/exposed.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

/** What is let through, line by line; of many that are alike only what is not. */
export function CorsFindings({ check }: { check: CorsCheck }) {
  const { t } = useCorsWords()
  const { [allMetadata]: isAllMeta, ...exposed } = check.exposed
  const names = check.meta.join(', ') || t('none')
  return (
    <>
      {check.isKeyInDoubt && <Notice tone="warn">{t('keyInDoubt')}</Notice>}
      {isAll(check.methods, 'missing') && <Notice tone="warn">{t('nothingLetIn')}</Notice>}
      {isComplete(check) && <Notice tone="plain">{t('complete')}</Notice>}
      <table className="cors-check">
        <tbody>
          <Group label={t('methods')} verdicts={check.methods} isWhole />
          <Group label={t('headers')} verdicts={check.headers} />
          <Group label={t('exposed')} verdicts={exposed} isExposed />
          <tr>
            <th scope="row">{t('meta')}</th>
            <td>
              {isAllMeta === 'notKnown'
                ? t('is.notKnown')
                : t(isAllMeta === 'ok' ? 'meta.complete' : 'meta.incomplete', { names })}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

/** The word about user metadata is a person's, and may be left out. */
function isComplete({ methods, headers, exposed }: CorsCheck): boolean {
  const { [allMetadata]: _, ...needed } = exposed
  return [methods, headers, needed].every((verdicts) => isAll(verdicts, 'ok'))
}

function isAll(verdicts: Record<string, Verdict>, is: Verdict): boolean {
  return Object.values(verdicts).every((verdict) => verdict === is)
}

type GroupProps = {
  label: string
  verdicts: Record<string, Verdict>
  isExposed?: boolean
  /** What is let through has a line, too. */
  isWhole?: boolean
}

function Group({ label, verdicts, isExposed = false, isWhole = false }: GroupProps) {
  const { t } = useCorsWords()
  const all = Object.entries(verdicts)
  const lines = all.filter(([, is]) => isWhole || is !== 'ok')
  const ok = all.filter(([, is]) => is === 'ok').length
  const isFull = ok === all.length
  const isUnknown = isAll(verdicts, 'notKnown')
  // Of what is all alike one word says it.
  const isListed = !isFull && (isWhole || (!isUnknown && ok > 0))
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        {isUnknown && t('is.notKnown')}
        {isFull && t(isExposed ? 'allExposed' : 'all', { count: ok })}
        {!isUnknown && !isFull && t(isExposed ? 'someExposed' : 'some', { ok, of: all.length })}
        {isListed && (
          <ul>
            {lines.map(([name, is]) => (
              <li key={name} data-is={is}>
                <code>{name}</code> <span>{t(`is.${is}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
