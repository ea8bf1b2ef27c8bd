import type { message as antdMessage, Modal, ModalFuncProps } from 'antd'
import { create } from 'zustand'

export type Parts = {
  message: Pick<ReturnType<typeof antdMessage.useMessage>[0], 'info' | 'success' | 'warning' | 'error'>
  modal: Pick<ReturnType<typeof Modal.useModal>[0], 'confirm'>
}

/** antd's parts that say and ask; `Messages.tsx` loads them after the first rows, or when something is to be said before. */
export const useMessages = create<{ isWanted: boolean; parts: Parts | null }>(() => ({ isWanted: false, parts: null }))

/** Says something for a moment. */
export const message = {
  info: saying('info'),
  success: saying('success'),
  warning: saying('warning'),
  error: saying('error'),
}

/** Asks; resolves with whether the answer was yes. What can't be had back isn't done by an Enter that comes too soon. */
export const modal = {
  confirm: async (question: ModalFuncProps): Promise<boolean> =>
    (await theParts()).modal.confirm({
      autoFocusButton: question.okButtonProps?.danger ? 'cancel' : 'ok',
      ...question,
    }),
}

/** `seconds`: antd's own if absent. */
function saying(tone: keyof Parts['message']) {
  return (text: string, seconds?: number) => void theParts().then((parts) => parts.message[tone](text, seconds))
}

function theParts(): Promise<Parts> {
  const { parts } = useMessages.getState()
  if (parts) return Promise.resolve(parts)
  return new Promise((resolve) => {
    const stop = useMessages.subscribe(({ parts }) => {
      if (!parts) return
      stop()
      resolve(parts)
    })
    useMessages.setState({ isWanted: true })
  })
}
