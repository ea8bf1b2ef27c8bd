import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { nameOf, parentOf } from '../../engine/keys.ts'
import { formatBytes } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { useListing } from '../listing/useListing.ts'
import { useUnsaved } from '../places/useUnsaved.ts'
import { headQuery } from '../queries/queries.ts'
import { PreviewBody } from './PreviewBody.tsx'
import './preview.css'

/** Looks into an object, and with the arrow keys into its neighbours. */
export function Preview({ account, home, rows, onClose }: DialogProps) {
  const { t, i18n } = useWords()
  const { t: why } = useObstacles()
  const [key, setKey] = useState(rows[0]?.key ?? '')
  const [saves, setSaves] = useState(0)
  const { isDirty, setDirty, leave } = useUnsaved()
  const frame = useRef<HTMLDivElement>(null)
  const { previous, next } = useNeighbours({ account, home }, key)
  const at = { ...home, key }
  const { data: head, error, refetch } = useQuery(headQuery(account, at))
  const go = (to: string | undefined) => to !== undefined && leave(() => setKey(to))
  useArrows({ onLeft: () => go(previous), onRight: () => go(next), isOff: isDirty })
  return (
    <Modal
      open
      className="preview"
      title={<Title name={visible(nameOf(key))} size={head && formatBytes(head.size, i18n.language)} />}
      width="min(1120px, 96vw)"
      style={{ top: 24 }}
      footer={null}
      onCancel={() => leave(onClose)}
      afterOpenChange={(isOpen) => isOpen && frame.current?.focus()}
    >
      <div ref={frame} className="preview-frame" tabIndex={-1}>
        <ActionButton
          className="preview-turn"
          icon={<LeftOutlined />}
          aria-label={t('previous')}
          title={t('previous')}
          obstacle={previous === undefined ? why('first') : undefined}
          onClick={() => go(previous)}
        />
        <div className="preview-body">
          {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
          {!head && !error && <Skeleton />}
          {head && (
            <PreviewBody
              key={`${key} ${saves}`}
              account={account}
              at={at}
              head={head}
              onDirty={setDirty}
              onSaved={() => setSaves(saves + 1)}
            />
          )}
        </div>
        <ActionButton
          className="preview-turn"
          icon={<RightOutlined />}
          aria-label={t('next')}
          title={t('next')}
          obstacle={next === undefined ? why('last') : undefined}
          onClick={() => go(next)}
        />
      </div>
    </Modal>
  )
}

function Title({ name, size }: { name: string; size: string | undefined }) {
  return (
    <span className="preview-title">
      <span>{name}</span>
      {size && <small>{size}</small>}
    </span>
  )
}

/** The objects before and after this one in the listing that it was opened from. */
function useNeighbours({ account, home }: Pick<DialogProps, 'account' | 'home'>, key: string) {
  const { rows } = useListing(account, home, { prefix: parentOf(key) })
  const objects = rows.filter(({ is }) => is === 'object')
  const index = objects.findIndex((row) => row.key === key)
  return { previous: index > 0 ? objects[index - 1]?.key : undefined, next: objects[index + 1]?.key }
}

type Arrows = { onLeft: () => void; onRight: () => void; isOff: { readonly current: boolean } }

/** Not where the arrows mean something else. */
function useArrows(arrows: Arrows) {
  const now = useRef(arrows)
  now.current = arrows
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const inside =
        event.target instanceof Element && event.target.closest('.cm-editor, input, textarea, video, audio')
      if (inside || now.current.isOff.current || event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === 'ArrowLeft') now.current.onLeft()
      if (event.key === 'ArrowRight') now.current.onRight()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
