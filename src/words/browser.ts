import type { Texts } from './text.ts'

export const browser = {} satisfies Texts
