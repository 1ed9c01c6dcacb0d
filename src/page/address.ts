import { WIDTH_MODES, type WidthMode } from './layout.ts'

/** What is looked at, as the fragment of the page's address says it. Names, not numbers: links are made elsewhere too. */

export const VIEW_KINDS = ['flame', 'functions', 'function'] as const
export type ViewKind = (typeof VIEW_KINDS)[number]

export interface Address {
  readonly profile: string
  readonly metric: string
  readonly view: ViewKind
  readonly width: WidthMode
  /** Full name; empty for none. */
  readonly function: string
  readonly search: string
  /** Only code of this repository. */
  readonly own: boolean
}

/** The defaults with what the fragment says; null if it names nothing of ours, such as `#checks`. */
export function readAddress(fragment: string, defaults: Address): Address | null {
  const given = new URLSearchParams(fragment.replace(/^#/, ''))
  const keys = Object.keys(defaults)
  if (!keys.some((key) => given.has(key))) return null
  const profile = given.get('profile') ?? defaults.profile
  return {
    profile,
    // The metric of one profile says nothing about another.
    metric: given.get('metric') ?? (profile === defaults.profile ? defaults.metric : ''),
    view: oneOf(VIEW_KINDS, given.get('view')) ?? defaults.view,
    width: oneOf(WIDTH_MODES, given.get('width')) ?? defaults.width,
    function: given.get('function') ?? defaults.function,
    search: given.get('search') ?? defaults.search,
    own: given.has('own') ? given.get('own') === '1' : defaults.own,
  }
}

/** Without the `#`; what is as it is by default is left out, so that all by default is empty. */
export function writeAddress(address: Address, defaults: Address): string {
  const written = new URLSearchParams()
  const add = (key: keyof Address, value: string, isDefault: boolean) => {
    if (!isDefault) written.set(key, value)
  }
  const isProfile = address.profile === defaults.profile
  add('profile', address.profile, isProfile)
  add('metric', address.metric, isProfile ? address.metric === defaults.metric : address.metric === '')
  add('view', address.view, address.view === defaults.view)
  add('width', address.width, address.width === defaults.width)
  add('function', address.function, address.function === defaults.function)
  add('search', address.search, address.search === defaults.search)
  add('own', address.own ? '1' : '0', address.own === defaults.own)
  return written.toString()
}

function oneOf<Value extends string>(values: readonly Value[], given: string | null): Value | null {
  return values.find((value) => value === given) ?? null
}
