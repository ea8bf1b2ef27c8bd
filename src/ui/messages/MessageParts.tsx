import { Modal, message } from 'antd'
import { useEffect } from 'react'
import { useMessages } from './messages.ts'

/** antd draws them inside of what gives colours and words, and gives the functions that say and ask. */
export function MessageParts() {
  const [say, messages] = message.useMessage()
  const [modal, questions] = Modal.useModal()
  useEffect(() => {
    useMessages.setState({ parts: { message: say, modal } })
    return () => useMessages.setState({ parts: null })
  }, [say, modal])
  return (
    <>
      {messages}
      {questions}
    </>
  )
}
