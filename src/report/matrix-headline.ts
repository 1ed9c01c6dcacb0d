import type { Level } from '../result/result.ts'
import { clean, clip } from './escape.ts'
import type { FailOn } from './exit-code.ts'
import { plural } from './group.ts'
import { type Headline, hasNoBaseline, headlineOf } from './headline.ts'
import { headlineText } from './headline-text.ts'
import { type Leg, mergedResult, outcomeOfLegs, readLegs } from './matrix.ts'
import { type Pen, PLAIN } from './pen.ts'
import { needsAttention } from './status.ts'
import { namesOf } from './surface-names.ts'

/** The verdict of all legs in one line. */

const MOST_CODE_POINTS = 200

/** As {@link headlineText}, of all legs. */
export function headlineOfLegs(legs: readonly Leg[]): string {
  const [leg, ...others] = legs
  if (leg !== undefined && leg.result !== null && others.length === 0) return headlineText(leg.result)
  const { verdict, detail } = matrixHeadline(legs, PLAIN)
  return clip(clean(detail ?? verdict), MOST_CODE_POINTS)
}

export function matrixHeadline(legs: readonly Leg[], pen: Pen, failOn: FailOn = 'fail'): Headline {
  const result = mergedResult(readLegs(legs))
  const outcome = outcomeOfLegs(legs)
  const unread = legs.filter((leg) => leg.result === null).length
  if (outcome === 'error' && unread > 0) {
    const problems = unread + result.problems.filter(({ level }) => level === 'error').length
    return { icon: '🚫', verdict: 'Profile gate could not decide', detail: `${plural(problems, 'problem')} to fix` }
  }
  const headline = headlineOf(result, namesOf(result), pen, failOn)
  if (outcome === 'pass') {
    const isJudged = result.checks.length > 0 && !hasNoBaseline(result.checks)
    return isJudged ? { ...headline, detail: `${headline.detail}, in ${plural(legs.length, 'target')}` } : headline
  }
  const failed = result.checks.filter(({ level }) => level === outcome)
  const problems = result.problems.filter(({ level }) => level === outcome).length
  const where = placeOfLegs(legs, outcome, pen)
  if (outcome !== 'fail' || (failed.length === 1 && problems === 0)) {
    return { ...headline, detail: headline.detail === null ? null : headline.detail + where }
  }
  const parts = [
    failed.length > 0 ? `${failed.length} of ${plural(result.checks.length, 'check')}` : '',
    problems > 0 ? plural(problems, 'problem') : '',
  ]
  return { ...headline, detail: parts.filter((part) => part !== '').join(', ') + where }
}

/** `, all in api`: the target, what the names of several begin with if no other's does, or how many of them. */
function placeOfLegs(legs: readonly Leg[], outcome: Level, pen: Pen): string {
  const nameOf = ({ target }: Leg) => target ?? ''
  const those = legs.filter((leg) => isAt(leg, outcome)).map(nameOf)
  const others = legs.filter((leg) => !isAt(leg, outcome)).map(nameOf)
  if (others.length === 0) return `, in ${legs.length === 2 ? 'both' : 'all'} targets`
  const start = those.length === 1 ? those[0] : ownStart(those, others)
  if (start !== undefined && start !== '') return `, all in ${pen.code(start)}`
  return `, in ${those.length} of ${plural(legs.length, 'target')}`
}

function isAt({ result }: Leg, level: Level): boolean {
  if (result === null) return level === 'error'
  return [...result.checks.filter(needsAttention), ...result.problems].some((each) => each.level === level)
}

/** The shortest part that all names begin with and no other: `api` for `api-amd64` and `api-arm64` beside `web-amd64`. */
function ownStart([first = '', ...names]: readonly string[], others: readonly string[]): string | undefined {
  const parts = first.split(/(?=[-._])/)
  const starts = parts.map((_, at) => parts.slice(0, at + 1).join(''))
  return starts.find(
    (start) =>
      names.every((name) => startsWithPart(name, start)) && !others.some((name) => startsWithPart(name, start)),
  )
}

function startsWithPart(name: string, start: string): boolean {
  return name.startsWith(start) && /^(?:$|[-._])/.test(name.slice(start.length))
}
