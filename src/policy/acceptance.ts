import { compileGlob } from './glob.ts'
import { fitsMetric } from './limits.ts'
import { nearestName } from './nearest.ts'
import type { Acceptance, AcceptedSubject, Rule } from './policy.ts'
import type { WrittenAcceptance } from './schema.ts'
import type { Site } from './site.ts'

const NAMED_SUBJECTS = ['function', 'package', 'file', 'benchmark', 'creator'] as const
const SUBJECTS = [...NAMED_SUBJECTS, 'files'] as const

/** What acceptances may refer to: every rule's name, and the rules that could be read. */
export interface KnownRules {
  readonly names: ReadonlySet<string>
  readonly rules: readonly Rule[]
}

/** An acceptance; null after a mistake that leaves nothing to accept, which is reported to the site like all others. */
export function readAcceptance(written: WrittenAcceptance, known: KnownRules, site: Site): Acceptance | null {
  const keys = SUBJECTS.filter((key) => written[key] !== undefined)
  const second = keys[1]
  if (second !== undefined) site.key([second], 'several-subjects', { keys })
  checkRules(written, known, site)
  const { until, reason, 'up-to': upTo } = written
  const agreement = { rules: written.rules ?? null, until, reason, line: site.line }
  if (written.files !== undefined) {
    if (upTo !== undefined) site.key(['up-to'], 'limited-deletion', {})
    return { kind: 'deletion', files: compileGlob(written.files), ...agreement }
  }
  if (upTo === undefined) {
    site.value([], 'missing-key', { key: 'up-to', owner: 'an acceptance' })
    return null
  }
  const unit = upTo.unit === 'plain' ? null : upTo.unit
  return { kind: 'value', subject: subjectOf(written), upTo: upTo.value, unit, ...agreement }
}

function subjectOf(written: WrittenAcceptance): AcceptedSubject {
  for (const kind of NAMED_SUBJECTS) {
    const name = written[kind]
    if (name !== undefined) return { kind, name }
  }
  return { kind: 'total' }
}

/** Named rules exist, and measure in the unit of `up-to`. */
function checkRules(written: WrittenAcceptance, { names, rules }: KnownRules, site: Site): void {
  const upTo = written['up-to']
  for (const [index, name] of (written.rules ?? []).entries()) {
    if (!names.has(name)) {
      site.value(['rules', index], 'unknown-rule', { name, near: nearestName(name, names) })
      continue
    }
    const rule = rules.find((candidate) => candidate.name === name)
    if (upTo === undefined || rule === undefined) continue
    if (!fitsMetric(['up-to'], upTo, rule.kinds, rule.metric, site)) return
  }
}
