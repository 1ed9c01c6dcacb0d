import type { GraphData } from '../graph/graph-data.ts'
import { type Address, writeAddress } from './address.ts'
import { type CallTree, NO_FRAME, NO_NODE, sideValue } from './call-tree.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type PageFunction, pageFunctions } from './page-functions.ts'
import { type Found, findNodes, type Matcher, matcherOf } from './search.ts'
import { Subject } from './subject.ts'

/** What is looked at: an address, and everything that follows from it. What did not change is not computed again. */
export class Exploration {
  readonly data: GraphData
  readonly functions: readonly PageFunction[]
  private readonly defaults: Address
  private current: {
    readonly address: Address
    readonly subject: Subject
    readonly tree: CallTree
    readonly layout: Layout
    readonly matches: Matcher | null
    readonly found: Found | null
    /** Of the selected function, and its box. */
    readonly frame: number
    readonly node: number
    /** Why a function that was asked for is not selected; empty if it is. */
    readonly note: string
  }

  constructor(data: GraphData, defaults: Address) {
    this.data = data
    this.functions = pageFunctions(data)
    this.defaults = defaults
    const subject = this.subjectOf(defaults)
    const { tree } = subject
    const nothing = { matches: null, found: null, frame: NO_FRAME, node: NO_NODE, note: '' }
    this.current = { address: defaults, subject, tree, layout: layoutOf(tree, defaults.width), ...nothing }
  }

  get state(): Exploration['current'] {
    return this.current
  }

  /** Follows a link, which wins over what would keep its function from being seen. */
  visit(address: Address): void {
    this.go(address)
    const { node, subject } = this.current
    if (node === NO_NODE && address.own && subject.find(address.function, subject.tree) !== null) {
      this.go({ ...address, own: false })
    }
    const { tree, layout, node: found } = this.current
    if (found !== NO_NODE && !(layout.width[found]! > 0)) {
      const { candidate } = sideValue(tree.total, found)
      this.go({ ...this.current.address, width: candidate > 0 ? 'candidate' : 'baseline' })
    }
  }

  /** What is selected stays where it can. */
  change(change: Partial<Address>): void {
    this.go({ ...this.current.address, ...change })
  }

  /** Keeps the profile, the values and the view; the rest is as it was at first. */
  reset(): void {
    const { profile, metric, view } = this.current.address
    this.go({ ...this.defaults, profile, metric, view: view === 'function' ? 'flame' : view })
  }

  select(node: number): void {
    const { tree, address } = this.current
    const frame = node === NO_NODE ? NO_FRAME : tree.frame[node]!
    const key = this.functions[frame]?.key ?? ''
    this.current = {
      ...this.current,
      ...{ frame, node: frame === NO_FRAME ? NO_NODE : node, note: '' },
      address: { ...address, function: key },
    }
  }

  /** The next box that a search found, from the selected one on; null without any. */
  hit(step: 1 | -1): number | null {
    const { found, layout, node } = this.current
    const seen = found?.hits.filter((hit) => layout.width[hit]! > 0) ?? []
    const next = step === 1 ? seen.find((hit) => hit > node) : seen.findLast((hit) => hit < node)
    return next ?? seen.at(step === 1 ? 0 : -1) ?? null
  }

  /** Of the state, or of what it would be with a change. */
  fragment(change: Partial<Address> = {}): string {
    return writeAddress({ ...this.current.address, ...change }, this.defaults)
  }

  private go(wanted: Address): void {
    const before = this.current
    const isSubject = wanted.profile === before.subject.profile.name && wanted.metric === before.subject.metric.name
    const subject = isSubject ? before.subject : this.subjectOf(wanted)
    const tree = subject.shownTree(wanted.own)
    const isSameTree = tree === before.tree
    // The address keeps what was chosen, for profiles with a baseline.
    const width = subject.isOneSided ? 'candidate' : wanted.width
    const isSameSearch = wanted.search === before.address.search
    const matches = isSameSearch ? before.matches : matcherOf(wanted.search)
    const place = subject.find(wanted.function, tree)
    const isSameFunction = isSameTree && this.functions[before.frame]?.key === wanted.function
    this.current = {
      address: {
        ...wanted,
        profile: subject.profile.name,
        metric: subject.metric.name,
        function: place === null ? '' : wanted.function,
        view: place === null && wanted.view === 'function' ? 'functions' : wanted.view,
      },
      ...{ subject, tree, matches },
      layout: isSameTree && width === before.layout.mode ? before.layout : layoutOf(tree, width),
      found: isSameTree && isSameSearch ? before.found : this.find(tree, matches),
      frame: place?.frame ?? NO_FRAME,
      node: isSameFunction ? before.node : (place?.node ?? NO_NODE),
      note: place !== null || wanted.function === '' ? '' : missingNote(subject, wanted.function),
    }
  }

  private subjectOf({ profile: profileName, metric: metricName }: Address): Subject {
    const { profiles } = this.data
    const profile = profiles.find(({ name }) => name === profileName) ?? profiles[0]
    const metric = profile?.metrics.find(({ name }) => name === metricName) ?? profile?.metrics[0]
    if (profile === undefined || metric === undefined) throw new Error('there is no profile')
    return new Subject(this.data, this.functions, profile, metric)
  }

  private find(tree: CallTree, matches: Matcher | null): Found | null {
    if (matches === null) return null
    const isMatch = this.functions.map((each) => (matches(each) ? 1 : 0))
    return findNodes(tree, isMatch)
  }
}

function missingNote(subject: Subject, key: string): string {
  return subject.find(key, subject.tree) === null
    ? 'The function is not in this profile. '
    : 'The function is not code of this repository. '
}
