import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '../../i18n/i18n.ts'
import { type Mode, modes, useMode } from './mode.ts'

const modeIcons: Record<Mode, typeof SunOutlined> = { system: DesktopOutlined, light: SunOutlined, dark: MoonOutlined }

/** Language and light or dark: buttons, since a menu of two or three entries would be the heaviest part of the sign-in page. */
export function Preferences() {
  return (
    <>
      <LanguageSwitch />
      <ModeSwitch />
    </>
  )
}

/** Says, in the other language, that it can be had: who can't read this one finds it. */
function LanguageSwitch() {
  const { i18n } = useTranslation('look')
  const isEnglish = i18n.language === 'en'
  const other = isEnglish ? { language: 'zh-CN' as const, text: '中文' } : { language: 'en' as const, text: 'English' }
  return (
    <Button type="text" lang={other.language} onClick={() => void setLanguage(other.language)}>
      {other.text}
    </Button>
  )
}

/** The next of the three with each click; it shows and says which it is. */
function ModeSwitch() {
  const { t } = useTranslation('look')
  const { mode, setMode } = useMode()
  const Icon = modeIcons[mode]
  const label = t('themeIs', { theme: t(`theme.${mode}`) })
  const next = modes[(modes.indexOf(mode) + 1) % modes.length] ?? 'system'
  return <Button type="text" icon={<Icon />} aria-label={label} title={label} onClick={() => setMode(next)} />
}
