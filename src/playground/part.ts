import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Place } from '../app/places/place.ts'

/** How a part stands: what there is before it is drawn, and what a hand does to it then. */
export type State = {
  /** Where the page is. */
  at?: Place
  /** What was read, and what is kept. What is asked for beyond that is never answered. */
  lay?: (client: QueryClient) => void | Promise<void>
  draw: () => ReactNode
  hand?: () => Promise<void>
}

/** A part of the screen. `frame`: what it lies in on the real page. */
export type Part = { frame: 'window' | 'side' | 'top' | 'dock' | 'sheet'; states: Record<string, State> }
