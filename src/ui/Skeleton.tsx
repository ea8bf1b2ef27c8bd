import { useTranslation } from 'react-i18next'

const widths = [42, 30, 55, 38, 47, 26, 51, 34]

/** The shape of rows, before the first page is there. */
export function Skeleton() {
  const { t } = useTranslation('browser')
  return (
    <div className="skeleton" role="status" aria-label={t('reading')}>
      {widths.map((width) => (
        <div key={width} className="skeleton-row">
          <i style={{ width: 20 }} />
          <i style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  )
}
