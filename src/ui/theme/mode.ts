import { create } from 'zustand'
import { useMedia } from './useMedia.ts'

/** Light, dark, or as the system has it. */
export const modes = ['system', 'light', 'dark'] as const
export type Mode = (typeof modes)[number]

const storedAs = 'ferry.mode'

export const useMode = create<{ mode: Mode; setMode: (mode: Mode) => void }>((set) => ({
  mode: modes.find((mode) => mode === localStorage.getItem(storedAs)) ?? 'system',
  setMode: (mode) => {
    localStorage.setItem(storedAs, mode)
    set({ mode })
  },
}))

export function useDark(): boolean {
  const mode = useMode((state) => state.mode)
  const system = useMedia('(prefers-color-scheme: dark)')
  return mode === 'system' ? system : mode === 'dark'
}
