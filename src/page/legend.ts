import { element } from './element.ts'
import type { WidthMode } from './layout.ts'

/** What the colours of the flame graph say: in words, for each width. */
export function legend(mode: WidthMode): HTMLElement {
  const entry = (swatch: string, meaning: string) =>
    element('li', {}, element('span', { class: `swatch ${swatch}`, 'aria-hidden': 'true' }), meaning)
  const quiet = entry('same', 'unchanged, or within noise')
  const entries: Readonly<Record<WidthMode, readonly HTMLElement[]>> = {
    candidate: [entry('grew', 'grew, by the coloured part'), entry('new', 'new'), entry('shrank', 'shrank'), quiet],
    baseline: [entry('grew', 'grew, by the coloured part'), entry('shrank', 'shrank'), entry('gone', 'gone'), quiet],
    growth: [entry('grew-here', 'grew here'), entry('grew-below', 'grew in what it calls'), entry('new', 'new'), quiet],
    shrink: [
      entry('shrank-here', 'shrank here'),
      entry('shrank-below', 'shrank in what it calls'),
      entry('gone', 'gone'),
      quiet,
    ],
  }
  return element('ul', { class: 'legend', 'aria-label': 'Colours' }, ...entries[mode])
}
