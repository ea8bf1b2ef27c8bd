/** Every colour of Ferry. `theme.ts` gives them to antd, `ThemeProvider.tsx` to the style sheets as `--name`. */
export type Palette = typeof light

const light = {
  ground: '#eef1f0',
  sheet: '#ffffff',
  raised: '#ffffff',
  hover: '#f3f6f5',
  ink: '#15211f',
  'ink-2': '#47565a',
  'ink-3': '#5f6e72',
  line: '#e1e7e5',
  'line-strong': '#c6d0cd',
  accent: '#0b6a60',
  'accent-ink': '#07564e',
  'accent-soft': '#e1f1ee',
  'accent-line': '#9fd0c8',
  'on-accent': '#ffffff',
  warn: '#855000',
  'warn-soft': '#fdf2dd',
  danger: '#b42318',
  'danger-soft': '#fdecea',
  shade: 'rgb(16 38 34 / 10%)',
}

const dark: Palette = {
  ground: '#0d1315',
  sheet: '#141c1f',
  raised: '#1b2529',
  hover: '#1a2427',
  ink: '#e6eceb',
  'ink-2': '#aab8b9',
  'ink-3': '#8d9c9f',
  line: '#243034',
  'line-strong': '#3d4c51',
  accent: '#4cc2b2',
  'accent-ink': '#7ddacc',
  'accent-soft': '#16302d',
  'accent-line': '#2c5f58',
  'on-accent': '#06201d',
  warn: '#e3b566',
  'warn-soft': '#2e2616',
  danger: '#f08a80',
  'danger-soft': '#371d1b',
  shade: 'rgb(0 0 0 / 45%)',
}

export function paletteOf(isDark: boolean): Palette {
  return isDark ? dark : light
}
