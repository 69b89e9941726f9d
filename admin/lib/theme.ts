import { type Kept, kept, useKept } from './kept.ts'

export type Theme = 'auto' | 'light' | 'dark'

/** Light, dark, or as the machine has it. */
export const theme: Kept<Theme> = kept<Theme>(
  'sugu.theme',
  () => 'auto',
  (value) => value === 'auto' || value === 'light' || value === 'dark',
)

const machine = matchMedia('(prefers-color-scheme: dark)')

function paint(): void {
  const chosen = theme.now()
  const dark = chosen === 'dark' || (chosen === 'auto' && machine.matches)
  document.documentElement.dataset.theme = dark ? 'sugu-dark' : 'sugu'
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#16181f' : '#f6f5f1')
}

theme.listen(paint)
machine.addEventListener('change', paint)

export const useTheme = (): Theme => useKept(theme)
