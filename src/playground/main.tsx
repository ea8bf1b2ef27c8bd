// Before everything that would keep something or ask somebody.
import './isolation.ts'
import '../hosts/page/trustedTypes.ts'

import { createRoot } from 'react-dom/client'
import { browser } from '../i18n/browser.ts'
import { addWords, startWords } from '../i18n/i18n.ts'
import { panel } from '../i18n/panel.ts'
import { ThemeProvider } from '../ui/theme/ThemeProvider.tsx'

await startWords()
addWords('browser', browser)
addWords('panel', panel)

// Only now: a part of the page adds its own words as it is loaded.
const { Playground } = await import('./Playground.tsx')

createRoot(document.getElementById('root') ?? document.body).render(
  <ThemeProvider>
    <Playground />
  </ThemeProvider>,
)
