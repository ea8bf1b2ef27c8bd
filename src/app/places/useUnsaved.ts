import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { modal } from '../../ui/messages/messages.ts'
import { confirmLeaving } from './usePlace.ts'

type Ask = (go: () => void) => void

/**
 * Asks before edits are lost: by closing (`leave`), by the browser's Back, or by a reload, for which the browser has words of its own.
 * `setDirty` says whether there is something to lose, and what is done when the person discards it.
 */
export function useUnsaved() {
  const ask = useAsk()
  const edits = useMemo(() => createEdits(ask), [ask])
  useEffect(() => () => edits.setDirty(false), [edits])
  return edits
}

function createEdits(ask: Ask) {
  const isDirty = { current: false }
  let free = () => {}
  let forget: (() => void) | undefined
  const setDirty = (dirty: boolean, onDiscard?: () => void) => {
    forget = onDiscard
    if (dirty === isDirty.current) return
    isDirty.current = dirty
    free()
    free = dirty ? hold(discard) : () => {}
  }
  const discard: Ask = (go) =>
    ask(() => {
      forget?.()
      setDirty(false)
      go()
    })
  return { isDirty, setDirty, leave: (go: () => void) => (isDirty.current ? discard(go) : go()) }
}

/** One question at a time, however often Back is pressed. */
function useAsk(): Ask {
  const { t } = useWords()
  const isOpen = useRef(false)
  return useCallback(
    (go) => {
      if (isOpen.current) return
      isOpen.current = true
      void modal.confirm({
        title: t('discard'),
        content: t('discardNote'),
        okText: t('discardYes'),
        okButtonProps: { danger: true },
        cancelText: t('backToEdit'),
        autoFocusButton: 'cancel',
        icon: null,
        onOk: go,
        afterClose: () => {
          isOpen.current = false
        },
      })
    },
    [t],
  )
}

/** Until it is freed, who would go to another place, or leave the page, is asked. */
function hold(ask: Ask): () => void {
  const stay = (event: BeforeUnloadEvent) => event.preventDefault()
  addEventListener('beforeunload', stay)
  const free = confirmLeaving(ask)
  return () => {
    removeEventListener('beforeunload', stay)
    free()
  }
}
