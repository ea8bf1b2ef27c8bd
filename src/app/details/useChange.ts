import { useState } from 'react'
import type { Change } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { changeRequest } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'

/** An edit in place: open or not, and a job when it is saved. `expects`: what the form showed; where it is no longer so, nothing is written. */
export function useChange(at: Ref) {
  const [isOpen, setOpen] = useState(false)
  const submit = useSubmit()
  const save = (change: Change, expects: Change, title: string) => {
    submit(changeRequest([at], change, expects), title)
    setOpen(false)
  }
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false), save }
}
