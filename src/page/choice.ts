import { button, element } from './element.ts'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

/** One of several, as buttons side by side or as a list. */
export class Choice<Value extends string> {
  readonly host: HTMLElement
  private readonly form: 'buttons' | 'list'
  private readonly onChoose: (value: Value) => void
  private readonly buttons: HTMLElement
  private readonly list = element('select')
  private offered: readonly Option<Value>[] = []

  constructor(label: string, form: 'buttons' | 'list', onChoose: (value: Value) => void) {
    this.form = form
    this.onChoose = onChoose
    this.buttons = element('div', { class: 'segments', role: 'group', 'aria-label': label })
    const caption = element('span', { class: 'small caption' }, label)
    this.host =
      form === 'list'
        ? element('label', { class: 'choice' }, caption, this.list)
        : element('div', { class: 'choice' }, caption, this.buttons)
    this.list.addEventListener('change', () => {
      const chosen = this.offered[this.list.selectedIndex]
      if (chosen !== undefined) onChoose(chosen.value)
    })
  }

  /** A single option is no choice. */
  offer(options: readonly Option<Value>[]): void {
    if (this.isSame(options)) return
    this.offered = options
    this.host.hidden = options.length < 2
    if (this.form === 'list') {
      this.list.replaceChildren(...options.map(({ label, hint }) => element('option', { title: hint ?? null }, label)))
    } else {
      this.buttons.replaceChildren(
        ...options.map(({ value, label, hint }) => button(label, { title: hint ?? null }, () => this.onChoose(value))),
      )
    }
  }

  choose(value: Value): void {
    const chosen = this.offered.findIndex((option) => option.value === value)
    if (this.form === 'list') this.list.selectedIndex = chosen
    else
      for (const [at, each] of [...this.buttons.children].entries())
        each.setAttribute('aria-pressed', String(at === chosen))
  }

  enable(value: Value, isEnabled: boolean): void {
    const at = this.offered.findIndex((option) => option.value === value)
    this.buttons.children[at]?.toggleAttribute('disabled', !isEnabled)
  }

  private isSame(options: readonly Option<Value>[]): boolean {
    const texts = (all: readonly Option<Value>[]) => JSON.stringify(all)
    return texts(this.offered) === texts(options)
  }
}
