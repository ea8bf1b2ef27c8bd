import { useEffect, useState } from 'react'
import { isOwnDrag, rowsType } from './otherTabs.ts'

/**
 * Whether files of the desktop, and rows of another tab, have been dragged over the page. A page that takes no notice would be left for the
 * file.
 */
export function useForeignDrag(): { files: boolean; rows: boolean } {
  const [files, setFiles] = useState(false)
  const [rows, setRows] = useState(false)
  useEffect(() => {
    const take = (event: DragEvent) => {
      const types = event.dataTransfer?.types ?? []
      const [isFiles, isRows] = [types.includes('Files'), types.includes(rowsType) && !isOwnDrag(event.dataTransfer)]
      if (!isFiles && !isRows) return
      event.preventDefault()
      if (isFiles) setFiles(true)
      if (isRows) setRows(true)
    }
    const names = ['dragenter', 'dragover', 'drop'] as const
    for (const name of names) addEventListener(name, take)
    return () => {
      for (const name of names) removeEventListener(name, take)
    }
  }, [])
  return { files, rows }
}
