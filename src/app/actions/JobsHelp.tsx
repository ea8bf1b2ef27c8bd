import { useHelpWords } from '../../i18n/helpWords.ts'

const subjects = ['plan', 'verify', 'relay', 'undo'] as const

/** What a newcomer asks about jobs, in a paragraph each. */
export function JobsHelp() {
  const { t } = useHelpWords()
  return (
    <section className="help">
      <h3>{t('how')}</h3>
      <div className="help-subjects">
        {subjects.map((subject) => (
          <section key={subject}>
            <h4>{t(subject)}</h4>
            <p>{t(`${subject}.text`)}</p>
          </section>
        ))}
      </div>
    </section>
  )
}
