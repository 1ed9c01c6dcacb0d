import { type SideValue, sideValue } from './call-tree.ts'
import { element } from './element.ts'
import type { Exploration } from './exploration.ts'
import { sentenceWord } from './function-head.ts'
import { placeText } from './page-functions.ts'

/** Facts beside the pointer. What it says can be had without a pointer too: in the panel, and read aloud. */
export class Tooltip {
  readonly host = element('div', { class: 'tooltip', 'aria-hidden': 'true', hidden: '' })

  show({ data, functions, state }: Exploration, node: number, x: number, y: number): void {
    const { tree, subject } = state
    const of = functions[tree.frame[node]!]
    const line = (label: string, value: SideValue) => element('p', {}, `${label} ${subject.numbers.summary(value)}`)
    const where = of === undefined ? '' : placeText(of)
    const facts = [where, of?.isChanged === true ? `changed in ${sentenceWord(data.sides.candidate)}` : '']
    this.host.replaceChildren(
      element('b', { class: 'function' }, of?.short ?? 'all'),
      line('under it', sideValue(tree.total, node)),
      line('in it', sideValue(tree.self, node)),
      element('p', { class: 'small' }, facts.filter((fact) => fact !== '').join(' · ')),
    )
    this.host.hidden = false
    this.place(x, y)
  }

  hide(): void {
    this.host.hidden = true
  }

  /** Beside the pointer, inside of the window. */
  private place(x: number, y: number): void {
    const { width, height } = this.host.getBoundingClientRect()
    const { clientWidth, clientHeight } = document.documentElement
    const below = y + 18
    this.host.style.left = `${Math.max(4, Math.min(clientWidth - width - 8, x + 14))}px`
    this.host.style.top = `${Math.max(4, below + height < clientHeight ? below : y - height - 12)}px`
  }
}
