import { button } from './element.ts'

/** A button between light and dark; until it is pressed the system decides. */
export function addThemeButton(header: Element, onChange: () => void): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const root = document.documentElement
  const isDark = () => (root.dataset['theme'] ?? (system.matches ? 'dark' : 'light')) === 'dark'
  const label = () => (isDark() ? 'Light theme' : 'Dark theme')
  const change = () => {
    toggle.textContent = label()
    onChange()
  }
  const toggle = button(label(), { class: 'button theme' }, () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark'
    change()
  })
  system.addEventListener('change', change)
  header.append(toggle)
}
