import { useEffect, useState } from 'react'
import { findWay } from '../../oss/direct/way.ts'

/** Whether no gateway serves this page. Not, until that is known. */
export function useDirect(): boolean {
  const [isDirect, setDirect] = useState(false)
  useEffect(() => void findWay().then((way) => setDirect(way === 'direct')), [])
  return isDirect
}
