import { DesktopOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, languages, setLanguage } from '../i18n/i18n.ts'
import { focusBack } from './focusBack.ts'
import { type Mode, modes, useMode } from './mode.ts'

const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' }
const modeIcons: Record<Mode, typeof SunOutlined> = { system: DesktopOutlined, light: SunOutlined, dark: MoonOutlined }

/** Language and light or dark. */
export function Preferences() {
  return (
    <>
      <LanguageSwitch />
      <ModeSwitch />
    </>
  )
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation('look')
  const button = useRef<HTMLButtonElement>(null)
  const items = languages.map((language) => ({ key: language, label: languageNames[language] }))
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      onOpenChange={focusBack(button)}
      menu={{ items, selectedKeys: [i18n.language], onClick: ({ key }) => void setLanguage(key as Language) }}
    >
      <Button ref={button} type="text" icon={<GlobalOutlined />} aria-label={t('language')} title={t('language')} />
    </Dropdown>
  )
}

function ModeSwitch() {
  const { t } = useTranslation('look')
  const button = useRef<HTMLButtonElement>(null)
  const { mode, setMode } = useMode()
  const Icon = modeIcons[mode]
  const items = modes.map((each) => ({ key: each, label: t(`theme.${each}`) }))
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      onOpenChange={focusBack(button)}
      menu={{ items, selectedKeys: [mode], onClick: ({ key }) => setMode(key as Mode) }}
    >
      <Button ref={button} type="text" icon={<Icon />} aria-label={t('theme')} title={t('theme')} />
    </Dropdown>
  )
}
