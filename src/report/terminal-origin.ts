import type { Result } from '../result/result.ts'
import { clean } from './escape.ts'
import { hasNoBaseline } from './headline.ts'
import { ladderSteps, type Places, whyNoBaseline } from './ladder-words.ts'
import { PLAIN } from './pen.ts'
import { DAY_S, isSubstitute, policyChangeText, shortSha, wayText } from './provenance.ts'
import { sentence } from './sentence.ts'
import type { TextView } from './view.ts'

/** Where the baseline and the policy come from, where that is not what a reader expects. */

const STEPS_SHOWN = 5

const PLACES: Places = { commit: (sha) => clean(shortSha(sha)), run: (id) => `run ${id}` }

export function originLines(result: Result, view: TextView): readonly string[] {
  const { baseline, policy } = result.context
  const isMissing = view.baselineName === null && hasNoBaseline(result.checks)
  const steps = isMissing || isSubstitute(result) ? ladderSteps(result, PLAIN, PLACES).slice(-STEPS_SHOWN) : []
  const isOld = baseline.age !== null && baseline.age >= DAY_S
  return [
    ...(isMissing && baseline.steps.length > 0 ? [`note: ${sentence(whyNoBaseline(result, PLAIN, PLACES))}`] : []),
    ...(isSubstitute(result) || isOld ? [`note: baseline: ${wayText(result, PLAIN)}`] : []),
    ...(steps.length < 2 ? [] : steps).map(({ looked, found }) => `looked: ${looked}: ${found}`),
    ...(policy.changed ? [`note: ${sentence(policyChangeText(result, view, PLAIN))}`] : []),
  ]
}
