import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import type { Entry, ReadAccounts, SaidField } from '../session/accountFile.ts'
import '../../i18n/importing.ts'

/** What is wrong in a file of accounts: why none was taken, or which were not, and by which of their fields. */
export function FileFaults({ accounts, leftOut, partly, more, problem }: ReadAccounts) {
  const { t } = useTranslation('importing')
  return (
    <div className="account-faults" role="alert">
      {problem && <p>{t(problem)}</p>}
      {leftOut.length > 0 && (
        <Entries
          entries={leftOut}
          says="wrong"
          title={accounts.length > 0 ? t('leftOut', { count: leftOut.length }) : t('nothing')}
        />
      )}
      {partly.length > 0 && <Entries entries={partly} says="unused" title={t('partly')} />}
      {more > 0 && <p>{t('more', { count: more })}</p>}
    </div>
  )
}

type EntriesProps = { entries: readonly Entry[]; says: 'wrong' | 'unused'; title: string }

function Entries({ entries, says, title }: EntriesProps) {
  const words = useEntryWords()
  return (
    <>
      <p>{title}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keys. */}
      <ul tabIndex={0} aria-label={title}>
        {entries.map((entry) => (
          <li key={entry.n}>{words(entry, says)}</li>
        ))}
      </ul>
    </>
  )
}

/** Of a name that anybody can have written. */
const shown = (name: string) => visible(name.length > 60 ? `${name.slice(0, 60)}…` : name)

/** How many unknown fields are named. */
const mostNames = 5

function useEntryWords() {
  const { t } = useTranslation('importing')
  const { t: session } = useTranslation('session')
  const listed = (names: readonly string[]) => names.join(session('listComma'))
  const field = (name: SaidField) => {
    const words = t(`field.${name}`)
    return words === name ? words : t('field', { words, name })
  }
  const fields = (names: readonly SaidField[]) => listed(names.map(field))
  const faults = ({ lacks, wrong, sameAs }: Entry) => [
    ...(lacks.length > 0 ? [t('lacks', { fields: fields(lacks) })] : []),
    ...(wrong.length > 0 ? [t('wrongFields', { fields: fields(wrong) })] : []),
    ...(sameAs === undefined ? [] : [t('same', { n: sameAs })]),
  ]
  const names = ({ unused }: Entry) => [
    ...unused.slice(0, mostNames).map(shown),
    ...(unused.length > mostNames ? ['…'] : []),
  ]
  return (entry: Entry, says: 'wrong' | 'unused') => {
    const words = says === 'wrong' ? faults(entry).join(t('and')) : listed(names(entry))
    const { n, name } = entry
    return name === undefined ? t('entry', { n, words }) : t('namedEntry', { n, name: shown(name), words })
  }
}
