import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../i18n/explain.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import { dragKey } from '../actions/keys.ts'
import type { CheckedRequest } from '../requests/requests.ts'
import type { DropTarget } from './dragData.ts'
import '../../i18n/dragging.ts'

/** What is dragged, and what letting go where it is would do. */
export type Flight = { count: number; first: string; over?: { landing: DropTarget; drop: CheckedRequest } }

/** What letting go would do, or why it would do nothing. */
export function DragWords({ flight: { count, first, over } }: { flight: Flight }) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const what = useWhat({ quoted: true })(count, first)
  if (!over) return <Lines strong={what} note={t('dragNowhere')} />
  const { landing, drop } = over
  if (drop.problem) {
    const { title, advice } = explainRefusal(drop.problem, errors)
    return <Lines strong={title} note={advice} isForbidden />
  }
  const place = visible(landing.label)
  const { removeSource, relay } = drop.request
  const hint = removeSource ? t('dragMoveHint', { key: dragKey('Ctrl') }) : t('dragCopyHint', { key: dragKey('Shift') })
  const cost = relay && t('dragRelayHint')
  return <Lines strong={t(removeSource ? 'movingTo' : 'copyingTo', { what, place })} note={hint} more={cost} />
}

type LinesProps = { strong: string; note: string; more?: string | undefined; isForbidden?: boolean }

function Lines({ strong, note, more, isForbidden }: LinesProps) {
  return (
    <div className={isForbidden ? 'ghost-box ghost-forbidden' : 'ghost-box'}>
      <strong>{strong}</strong>
      {more && <span>{more}</span>}
      <span>{note}</span>
    </div>
  )
}
