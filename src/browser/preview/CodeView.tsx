import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { editorLook } from './editorLook.ts'
import { languageOf } from './languages.ts'

type CodeViewProps = {
  name: string
  label: string
  text: string
  /** Shows what differs from it. */
  original?: string
  /** Without it the text is only read. */
  onChange?: (text: string) => void
}

/** Text with line numbers, search and colours. `text` is where it begins: the editor keeps what is typed. */
export function CodeView({ name, label, text, original, onChange }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const begin = useRef({ text, onChange })
  begin.current.onChange = onChange
  const isReadOnly = onChange === undefined
  useEffect(() => {
    let view: EditorView | undefined
    let isGone = false
    void languageOf(name).then((language) => {
      if (isGone || !host.current) return
      const changes = EditorView.updateListener.of((update) => {
        if (update.docChanged) begin.current.onChange?.(update.state.sliceDoc())
      })
      const diff = original === undefined ? [] : unifiedMergeView({ original, mergeControls: false })
      const doc = begin.current.text
      const separator = EditorState.lineSeparator.of(doc.includes('\r\n') ? '\r\n' : '\n')
      const extensions = [...editorLook(label, isReadOnly), changes, separator, diff, ...(language ? [language] : [])]
      view = new EditorView({ state: EditorState.create({ doc, extensions }), parent: host.current })
      if (!isReadOnly) view.focus()
    })
    return () => {
      isGone = true
      view?.destroy()
    }
  }, [name, label, original, isReadOnly])
  return <div ref={host} className="code-view" />
}
