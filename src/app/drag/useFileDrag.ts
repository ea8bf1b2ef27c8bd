import { useEffect, useState } from 'react'

/** Whether files of the desktop have been dragged over the page. A page that takes no notice would be left for the file. */
export function useFileDrag(): boolean {
  const [isBegun, setBegun] = useState(false)
  useEffect(() => {
    const take = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setBegun(true)
    }
    const names = ['dragenter', 'dragover', 'drop'] as const
    for (const name of names) addEventListener(name, take)
    return () => {
      for (const name of names) removeEventListener(name, take)
    }
  }, [])
  return isBegun
}
