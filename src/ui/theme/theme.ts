import { type ThemeConfig, theme } from 'antd'
import { paletteOf } from './palette.ts'

const popupShadow = '0 0 0 1px var(--line), var(--shadow-2)'

/** antd in Ferry's colours. Darker text than antd's own, so that it passes WCAG AA also at 12 px. */
export function themeOf(isDark: boolean): ThemeConfig {
  const palette = paletteOf(isDark)
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorSuccess: palette.accent,
      colorError: palette.danger,
      colorWarning: palette.warn,
      colorLink: palette.accent,
      colorTextBase: palette.ink,
      colorBgBase: palette.sheet,
      colorText: palette.ink,
      colorTextSecondary: palette['ink-2'],
      colorTextDescription: palette['ink-2'],
      colorTextTertiary: palette['ink-3'],
      colorTextPlaceholder: palette['ink-3'],
      colorBgContainer: palette.sheet,
      colorBgElevated: palette.raised,
      colorBgLayout: palette.ground,
      controlItemBgHover: palette.hover,
      controlItemBgActive: palette['accent-soft'],
      controlItemBgActiveHover: palette['accent-soft'],
      boxShadow: popupShadow,
      boxShadowSecondary: popupShadow,
      colorBorder: palette['line-strong'],
      colorBorderSecondary: palette.line,
      // A button that is at work still has to be read.
      opacityLoading: 1,
      fontFamily: 'var(--font)',
      fontFamilyCode: 'var(--font-code)',
      borderRadius: 8,
      controlHeight: 34,
      controlHeightSM: 26,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: componentsOf(palette),
  }
}

function componentsOf(palette: ReturnType<typeof paletteOf>): NonNullable<ThemeConfig['components']> {
  return {
    Button: {
      colorPrimary: palette.accent,
      colorPrimaryHover: palette['accent-ink'],
      colorPrimaryActive: palette['accent-ink'],
      primaryColor: palette['on-accent'],
      dangerColor: palette['on-accent'],
      primaryShadow: 'none',
      defaultShadow: 'none',
      fontWeight: 500,
    },
    Modal: { titleFontSize: 17 },
  }
}
