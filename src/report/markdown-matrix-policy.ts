import { DEFAULT_POLICY_FILE } from '../model/default-policy-file.ts'
import type { FailOn } from './exit-code.ts'
import { policyOrigin } from './markdown-footer.ts'
import { targetNames } from './markdown-matrix-table.ts'
import { type Page, policyLink } from './markdown-page.ts'
import { circumstances } from './markdown-pull.ts'
import { type Leg, policiesOf, type ReadLeg, readLegs } from './matrix.ts'
import { isJudgedByBase } from './provenance.ts'
import { capitalized } from './sentence.ts'
import type { MarkdownView } from './view.ts'

/** By what the legs of a run were judged, which each step may choose for itself. */

/** So many policies are named. */
const NAMED = 3

/** A view of what all legs have in common, whichever of them it comes from. */
export function viewOfLegs(view: MarkdownView, legs: readonly Leg[]): MarkdownView {
  const read = readLegs(legs)
  const policies = policiesOf(read)
  const isOne = policies.length < 2
  const source = policies[0]?.what.source ?? DEFAULT_POLICY_FILE
  return {
    ...view,
    policyName: isOne && source !== DEFAULT_POLICY_FILE ? source : null,
    policyChange: isOne ? view.policyChange : null,
    failOn: failOnOf(read, view),
  }
}

/** That of the step that decides what is said of all: one that a warning fails, else one that fails at all. */
function failOnOf(legs: readonly ReadLeg[], view: MarkdownView): FailOn {
  const of = (leg: ReadLeg) => leg.result.context.failOn ?? view.failOn
  if (legs.some((leg) => of(leg) === 'warn' && leg.result.outcome === 'warn')) return 'warn'
  const [first] = legs
  return first !== undefined && legs.every((leg) => of(leg) === of(first)) ? of(first) : 'fail'
}

/** The policy of all legs, or of each of them. */
export function matrixPolicyOrigin(page: Page, legs: readonly Leg[]): string {
  const policies = policiesOf(readLegs(legs))
  if (policies.length < 2) return policyOrigin(page)
  if (policies.length > NAMED) return `${policies.length} policies`
  const texts = policies.map(({ what: { source, sha }, targets }) => {
    const policy = source === DEFAULT_POLICY_FILE ? 'default policy' : `policy ${policyLink(page, source, null, sha)}`
    return `${policy} in ${targetNames(targets, page.pen)}`
  })
  return texts.join(', ')
}

/** What {@link circumstances} says, of the legs that it holds for. */
export function matrixCircumstances(page: Page, legs: readonly Leg[]): readonly string[] {
  const read = readLegs(legs)
  const said = new Set(read.map(({ result }) => JSON.stringify([result.context.policy, result.context.failOn])))
  if (said.size < 2) return circumstances(page)
  const { view, pen } = page
  const failOn = ({ result }: ReadLeg) => result.context.failOn ?? view.failOn
  const namesOf = (those: readonly ReadLeg[]) =>
    targetNames(
      those.map(({ target }) => target),
      pen,
    )
  const passing = read.filter(
    (leg) => failOn(leg) === 'never' && (leg.result.outcome === 'fail' || leg.result.outcome === 'error'),
  )
  const strict = read.filter((leg) => failOn(leg) === 'warn' && leg.result.outcome === 'warn')
  const changed = read.filter(({ result }) => result.context.policy.changed)
  const byBase = changed.filter(({ result }) => isJudgedByBase(result, view.pull))
  const byOwn = changed.filter((leg) => !byBase.includes(leg))
  const judged = (those: readonly ReadLeg[], by: string) =>
    `${capitalized(pen.candidate)} changes the policy of ${namesOf(those)}; it is judged by ${by}.`
  return [
    ...(passing.length > 0
      ? [`The step passes all the same in ${namesOf(passing)}: ${pen.code('fail-on: never')}.`]
      : []),
    ...(strict.length > 0 ? [`A warning fails the step in ${namesOf(strict)}: ${pen.code('fail-on: warn')}.`] : []),
    ...(byBase.length > 0 ? [judged(byBase, 'the one of the base')] : []),
    ...(byOwn.length > 0 ? [judged(byOwn, 'its own')] : []),
  ]
}
