import { ConfigProvider } from 'antd'
import en from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { type ReactNode, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useDark } from './mode.ts'
import { paletteOf } from './palette.ts'
import { themeOf } from './theme.ts'
import './base.css'

/** Gives everything inside its colours, its type and antd's own texts in the right language. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const isDark = useDark()
  const { i18n } = useTranslation()
  useLayoutEffect(() => paint(isDark), [isDark])
  return (
    <ConfigProvider
      theme={themeOf(isDark)}
      locale={i18n.language === 'zh-CN' ? zhCN : en}
      button={{ autoInsertSpace: false }}
    >
      <div className="look">{children}</div>
    </ConfigProvider>
  )
}

function paint(isDark: boolean): void {
  const root = document.documentElement
  for (const [name, colour] of Object.entries(paletteOf(isDark))) root.style.setProperty(`--${name}`, colour)
  root.style.colorScheme = isDark ? 'dark' : 'light'
}
