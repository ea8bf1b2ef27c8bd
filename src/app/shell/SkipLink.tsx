import { useTranslation } from 'react-i18next'

/** The first stop of the Tab key: past the bars, to the rows. Seen while it has the focus. */
export function SkipLink() {
  const { t } = useTranslation('browser')
  return (
    <button type="button" className="skip-link" onClick={goToList}>
      {t('toList')}
    </button>
  )
}

/** The rows, what stands in their place where there are none, or a bucket. */
function goToList(): void {
  document
    .querySelector<HTMLElement>(
      '.pane[data-active="true"] :is([role="grid"], .empty[tabindex], .bucket-card[tabindex="0"])',
    )
    ?.focus()
}
