import { create } from 'zustand'

const storedAs = 'ferry.details'

/** Whether the details stand beside the listing; remembered. */
export const useDetails = create<{ isOpen: boolean; toggle: () => void }>((set, get) => ({
  isOpen: localStorage.getItem(storedAs) === 'open',
  toggle: () => {
    const isOpen = !get().isOpen
    localStorage.setItem(storedAs, isOpen ? 'open' : 'closed')
    set({ isOpen })
  },
}))
