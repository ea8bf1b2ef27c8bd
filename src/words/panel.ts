import type { Texts } from './text.ts'

export const panel = {} satisfies Texts
