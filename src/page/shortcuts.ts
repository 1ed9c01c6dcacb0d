export interface Shortcuts {
  readonly onSearch: () => void
  readonly onNextHit: (step: 1 | -1) => void
}

/** Keys that work wherever nothing is being typed. */
export function listenToShortcuts({ onSearch, onNextHit }: Shortcuts): void {
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof Element && event.target.matches('input:not([type=checkbox]), select, textarea')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/') onSearch()
    else if (event.key === 'n') onNextHit(1)
    else if (event.key === 'N') onNextHit(-1)
    else return
    event.preventDefault()
  })
}
