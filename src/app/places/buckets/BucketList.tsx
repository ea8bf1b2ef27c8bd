import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type KeyboardEvent, use, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../oss/types.ts'
import { markFirstPaint } from '../../../ui/firstPaint.ts'
import { isLetter } from '../../../ui/keyboard/roving.ts'
import { late } from '../../../ui/late.tsx'
import { homeActions } from '../../actions/homeActions.ts'
import { LazyPalette } from '../../actions/LazyPalette.tsx'
import { useActionKeys } from '../../actions/useActionKeys.ts'
import { type HomeActionName, useHomeActions } from '../../actions/useActions.ts'
import { LazyDialog } from '../../dialogs/LazyDialog.tsx'
import { bucketsQuery, type KnownBucket } from '../../queries/queries.ts'
import { useUndo } from '../../requests/useUndo.ts'
import { PaneContext } from '../panes/pane.ts'
import { arrangedBuckets, matchingBuckets } from './arrangeBuckets.ts'
import { BucketBar } from './BucketBar.tsx'
import { BucketLines } from './BucketLines.tsx'
import { useBucketView } from './bucketView.ts'
import { useBucketWords } from './useBucketWords.ts'
import './buckets.css'
import { useAccount } from '../account.ts'

const KeysDialog = late(async () => (await import('../../actions/KeysDialog.tsx')).KeysDialog)

type Page = 'keys' | 'palette' | 'newBucket' | 'addBucket'
const names = Object.keys(homeActions) as HomeActionName[]

type BucketListProps = {
  /** Undefined where they could not be listed: then nothing is said of them. */
  buckets: readonly KnownBucket[] | undefined
}
const none: readonly KnownBucket[] = []

/** The first screen of an account: its buckets, any number of them. */
export function BucketList({ buckets: known }: BucketListProps) {
  const account = useAccount()
  const buckets = known ?? none
  const { t } = useTranslation('browser')
  const { isActive } = use(PaneContext)
  const home = useRef<HTMLDivElement>(null)
  useEffect(markFirstPaint, [])
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState<Page>()
  const { shown, wordsOf } = useShown(buckets, typed)
  const bound = useBound(account, home, setPage)
  const press = useActionKeys(homeActions, bound)
  /** Letters go into the field that filters, which has the focus before the browser writes them. */
  const onKey = (event: KeyboardEvent) => {
    if (!press(event) && isLetter(event)) focusIn(home.current, '[data-filter]')
  }
  const toList = () => focusIn(home.current, '[data-at][tabindex="0"]')
  const close = () => {
    flushSync(() => setPage(undefined))
    toList()
  }
  return (
    <div ref={home} className="bucket-list">
      {isActive && <title>OSS Ferry</title>}
      <BucketBar
        count={known?.length}
        shown={shown}
        typed={typed}
        onType={setTyped}
        onLeave={toList}
        bound={bound}
        open={page === 'newBucket' || page === 'addBucket' ? page : undefined}
        onClose={() => setPage(undefined)}
      />
      {known?.length === 0 && <p className="bucket-none">{t(account.start ? 'noneKept' : 'noBuckets')}</p>}
      {shown.length === 0 && buckets.length > 0 && (
        <div className="empty">
          <strong>{t('noMatch', { typed })}</strong>
          <Button onClick={() => setTyped('')}>{t('clearFilter')}</Button>
        </div>
      )}
      {shown.length > 0 && <BucketLines buckets={shown} count={buckets.length} wordsOf={wordsOf} onKey={onKey} />}
      {page === 'keys' && (
        <LazyDialog onClose={close}>
          <KeysDialog onClose={close} />
        </LazyDialog>
      )}
      {page === 'palette' && <LazyPalette actions={() => names.map(bound)} onClose={close} />}
    </div>
  )
}

/** Those that match what is typed, in the chosen order. */
function useShown(buckets: readonly KnownBucket[], typed: string) {
  const sort = useBucketView((view) => view.sort)
  const wordsOf = useBucketWords()
  const all = useMemo(
    () => arrangedBuckets(buckets, sort, (bucket) => wordsOf(bucket).region),
    [buckets, sort, wordsOf],
  )
  const shown = useMemo(
    () => matchingBuckets(all, typed, (bucket) => Object.values(wordsOf(bucket)).join(' ')),
    [all, typed, wordsOf],
  )
  return { shown, wordsOf }
}

function useBound(account: Account, home: { current: HTMLElement | null }, show: (page: Page) => void) {
  const { pane } = use(PaneContext)
  const client = useQueryClient()
  const undo = useUndo()
  return useHomeActions(
    { account, place: null, pane },
    {
      read: () => void client.refetchQueries({ queryKey: bucketsQuery(account).queryKey }),
      undo,
      filter: () => focusIn(home.current, '[data-filter]'),
      show,
      newBucket: () => show('newBucket'),
      addBucket: () => show('addBucket'),
    },
  )
}

function focusIn(within: HTMLElement | null, selector: string): void {
  within?.querySelector<HTMLElement>(selector)?.focus()
}
