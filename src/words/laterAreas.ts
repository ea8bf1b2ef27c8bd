import { browser } from './browser.ts'
import { panel } from './panel.ts'

/** What is said after the sign-in. */
export const laterAreas = { browser, panel }
