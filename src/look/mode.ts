import { useSyncExternalStore } from 'react'
import { create } from 'zustand'

/** Light, dark, or as the system has it. */
export const modes = ['system', 'light', 'dark'] as const
export type Mode = (typeof modes)[number]

const storedAs = 'ferry.mode'
const systemDark = matchMedia('(prefers-color-scheme: dark)')

export const useMode = create<{ mode: Mode; setMode: (mode: Mode) => void }>((set) => ({
  mode: modes.find((mode) => mode === localStorage.getItem(storedAs)) ?? 'system',
  setMode: (mode) => {
    localStorage.setItem(storedAs, mode)
    set({ mode })
  },
}))

export function useDark(): boolean {
  const mode = useMode((state) => state.mode)
  const system = useSyncExternalStore(onSystemChange, () => systemDark.matches)
  return mode === 'system' ? system : mode === 'dark'
}

function onSystemChange(listener: () => void): () => void {
  systemDark.addEventListener('change', listener)
  return () => systemDark.removeEventListener('change', listener)
}
