/** Words for what is on the page. */
import type { Target } from './look.ts'

export const button = (named: string): Target => ({ css: 'button, [role=button]', named })
export const link = (named: string): Target => ({ css: 'a', named })
/** After the label may stand that it is optional. */
export const field = (called: string): Target => ({ css: 'input, textarea', called })
export const entry = (saying: string): Target => ({ css: '[role=menuitem]', saying })
export const row = (saying: string): Target => ({ css: '[role=row]', saying })
export const bucket = (named: string): Target => ({ css: 'a', named, inside: 'nav' })
export const text = (saying: string): Target => ({ css: 'p, span, h1, h2, h3, div, summary, strong', saying })
export const job = (saying: string): Target => ({ css: 'li.job', saying })
export const dialog: Target = { css: '[role=dialog]' }
/** What follows the pointer while something is dragged. */
export const ghost = (saying: string): Target => ({ css: '.ghost', saying })

export const inDialog = (target: Target): Target => ({ ...target, inside: '[role=dialog]' })
