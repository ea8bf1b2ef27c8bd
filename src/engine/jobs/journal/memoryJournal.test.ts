import { journalContract } from '../../../../test/journalContract.ts'
import { createMemoryJournal } from '../../../../test/memoryJournal.ts'

/** What the crash tests run on is a journal like any other. */
journalContract(() => {
  const journal = createMemoryJournal()
  return { open: async () => journal }
})
