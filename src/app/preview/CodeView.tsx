import { getChunks, unifiedMergeView } from '@codemirror/merge'
import { Compartment, EditorState } from '@codemirror/state'
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
    if (!host.current) return
    const changes = EditorView.updateListener.of((update) => {
      if (update.docChanged) begin.current.onChange?.(update.state.sliceDoc())
    })
    const diff = original === undefined ? [] : unifiedMergeView({ original, mergeControls: false })
    const doc = begin.current.text
    const end = doc.includes('\r\n') ? '\r\n' : '\n'
    const separator = [
      EditorState.lineSeparator.of(end),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r?\n/g, end)),
    ]
    const colours = new Compartment()
    const extensions = [...editorLook(label, isReadOnly), changes, separator, diff, colours.of([])]
    const view = new EditorView({ state: EditorState.create({ doc, extensions }), parent: host.current })
    // The next key is for the editor: it waits for nothing, and the colours come when they are there.
    if (!isReadOnly) view.focus()
    const change = getChunks(view.state)?.chunks[0]
    if (change) view.dispatch({ effects: EditorView.scrollIntoView(change.fromB, { y: 'center' }) })
    let isGone = false
    void languageOf(name).then((language) => {
      if (language && !isGone) view.dispatch({ effects: colours.reconfigure(language) })
    })
    return () => {
      isGone = true
      view.destroy()
    }
  }, [name, label, original, isReadOnly])
  return <div ref={host} className="code-view" />
}
