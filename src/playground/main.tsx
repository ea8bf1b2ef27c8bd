// Before everything that would keep something or ask somebody.
import './isolation.ts'
import '../hosts/page/trustedTypes.ts'

import { createRoot } from 'react-dom/client'
import '../i18n/browser.ts'
import { startWords } from '../i18n/i18n.ts'
import '../i18n/panel.ts'
import { ThemeProvider } from '../ui/theme/ThemeProvider.tsx'

async function start() {
  await startWords()
  // Only now: a part of the page adds its own words as it is loaded.
  const { Playground } = await import('./Playground.tsx')

  createRoot(document.getElementById('root') ?? document.body).render(
    <ThemeProvider>
      <Playground />
    </ThemeProvider>,
  )
}

void start()
