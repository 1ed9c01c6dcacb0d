import { canonicalName } from '../diff/canonical-name.ts'
import type { Acceptance, AcceptedSubject, Rule, ValueAcceptance } from '../policy/policy.ts'
import type { Accepted } from '../result/result.ts'

/** What a check asks about. */
export interface AcceptanceQuery {
  readonly rule: Pick<Rule, 'name'>
  readonly checkId: string
  /** Unit of the values. */
  readonly unit: string
  /** `total`, `function`, … */
  readonly subject: string
  /** As pprof prints it; empty for the total. */
  readonly name: string
  readonly baseline: number
  readonly candidate: number
}

/**
 * A baseline of at least this part of `up-to` holds the growth that was agreed on: `up-to` is written for a value that
 * was measured, with little room. One that is further below has not grown yet.
 */
const HELD_SHARE = 0.5

/**
 * The acceptances of a policy on one day, and a ledger of what became of each. What one covers is
 * min(candidate, up-to) - baseline, never less than 0.
 */
export class Acceptances {
  private readonly today: string
  private readonly all: readonly Acceptance[]
  private readonly bySubject = new Map<string, ValueAcceptance[]>()
  private readonly checksOf = new Map<Acceptance, Set<string>>()
  /** Those whose value the baseline holds, and those for which it has not come so far. */
  private readonly held = new Set<Acceptance>()
  private readonly open = new Set<Acceptance>()

  /** @param today Day in UTC, `YYYY-MM-DD`. */
  constructor(all: readonly Acceptance[], today: string) {
    this.all = all
    this.today = today
    for (const acceptance of all) {
      if (acceptance.kind !== 'value' || !this.inForce(acceptance)) continue
      const { subject } = acceptance
      const key = subjectKey(subject.kind, subject.kind === 'total' ? '' : subject.name)
      this.bySubject.set(key, [...(this.bySubject.get(key) ?? []), acceptance])
    }
  }

  /** Whether any acceptance in force speaks of such groups. */
  speaksOf(subject: AcceptedSubject['kind']): boolean {
    return this.all.some((known) => known.kind === 'value' && this.inForce(known) && known.subject.kind === subject)
  }

  /** How much of the growth of the total or of a group is agreed on; 0 for none. Of several acceptances the one that covers most counts. */
  cover({ rule, checkId, unit, subject, name, baseline, candidate }: AcceptanceQuery): number {
    if (this.bySubject.size === 0) return 0
    let best: ValueAcceptance | null = null
    let covered = 0
    for (const acceptance of this.bySubject.get(subjectKey(subject, name)) ?? []) {
      if (acceptance.rules !== null && !acceptance.rules.includes(rule.name)) continue
      // 20MiB accept no number of goroutines.
      if (acceptance.unit !== null && acceptance.unit !== unit) continue
      const isHeld = baseline > 0 && baseline >= HELD_SHARE * acceptance.upTo
      ;(isHeld ? this.held : this.open).add(acceptance)
      const reach = Math.min(candidate, acceptance.upTo) - baseline
      if (reach > covered) {
        best = acceptance
        covered = reach
      }
    }
    if (best !== null) this.checksOf.set(best, (this.checksOf.get(best) ?? new Set()).add(checkId))
    return covered
  }

  /** Whether the deletion of a profile is agreed on. */
  coversDeletion(profile: string): boolean {
    const covering = this.all.filter(
      (known) => known.kind === 'deletion' && this.inForce(known) && known.files.matches(profile),
    )
    for (const acceptance of covering) this.checksOf.set(acceptance, new Set())
    return covering.length > 0
  }

  /**
   * What became of every acceptance, in the order of the policy; call it after the last check.
   * @param order All checks of the step, in the order in which they are told.
   */
  ledger(order: readonly string[]): readonly Accepted[] {
    const places = new Map([...order.entries()].map(([at, id]) => [id, at]))
    return this.all.map((acceptance) => ({
      state: this.stateOf(acceptance),
      rules: acceptance.rules,
      subject: subjectOf(acceptance),
      upTo: acceptance.kind === 'value' ? acceptance.upTo : null,
      until: acceptance.until,
      reason: acceptance.reason,
      line: acceptance.line,
      checks: [...(this.checksOf.get(acceptance) ?? [])].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)),
    }))
  }

  private stateOf(acceptance: Acceptance): Accepted['state'] {
    if (!this.inForce(acceptance)) return 'expired'
    if (this.checksOf.has(acceptance)) return 'used'
    return this.held.has(acceptance) && !this.open.has(acceptance) ? 'removable' : 'unused'
  }

  private inForce(acceptance: Acceptance): boolean {
    return acceptance.until >= this.today
  }
}

/** Functions, which creators are too, are the same if their canonical names are, other groups if their names are. */
function subjectKey(kind: string, name: string): string {
  return `${kind} ${kind === 'function' || kind === 'creator' ? canonicalName(name) : name}`
}

function subjectOf(acceptance: Acceptance): Accepted['subject'] {
  if (acceptance.kind === 'deletion') return { kind: 'files', name: acceptance.files.sources.join(', ') }
  const { subject } = acceptance
  return { kind: subject.kind, name: subject.kind === 'total' ? null : subject.name }
}
