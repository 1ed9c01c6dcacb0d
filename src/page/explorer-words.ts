import { PLAIN } from '../report/pen.ts'
import { quantity } from '../report/quantity.ts'
import { ROOT, sideValue } from './call-tree.ts'
import type { Exploration } from './exploration.ts'
import type { WidthMode } from './layout.ts'

/** Sentences of the explorer about what it shows. */

type State = Exploration['state']

const COUNT = { unit: 'count', per: 'none' } as const

/** Why the flame graph is empty; empty where it is not. */
export function emptyText({ data: { sides }, state: { layout, tree, address } }: Exploration): string {
  if (address.own && tree.size === 1) return 'No stack has code of this repository.'
  if (layout.width[ROOT]! > 0) return ''
  const nothing: Readonly<Record<WidthMode, string>> = {
    candidate: `${sides.candidate} has no values here.`,
    baseline: `${sides.baseline} has no values here.`,
    growth: 'Nothing grew.',
    shrink: 'Nothing shrank.',
  }
  return nothing[layout.mode]
}

/** What is left out of all views, so that the file is no larger than it is of use; empty for nothing. */
export function foldedText({ subject: { profile } }: State): string {
  const { foldedNodes: count } = profile
  if (count === 0) return ''
  const boxes =
    count === 1
      ? '1 small box is counted with its caller'
      : `${quantity(count, COUNT, PLAIN)} small boxes are counted with their callers`
  return `${boxes}, to keep this file small.`
}

export function foundText({ found, note, subject }: State): string {
  if (found === null) return note
  const { hits, sum } = found
  if (hits.length === 0) return `${note}No function matches.`
  const boxes = `${hits.length} ${hits.length === 1 ? 'box' : 'boxes'}`
  return `${note}${boxes}, together ${subject.numbers.summary(sum)}`
}

/** For those who listen: `catalog.(*Cache).Put, 4.2 to 18.6 MiB, +14.4 MiB (4.4×)`. */
export function spokenText({ functions, state: { tree, subject, node } }: Exploration): string {
  const name = functions[tree.frame[node] ?? -1]?.short ?? ''
  return name === '' ? '' : `${name}, ${subject.numbers.summary(sideValue(tree.total, node)).replace('→', 'to')}`
}
