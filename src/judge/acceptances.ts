import { canonicalName } from '../diff/canonical-name.ts'
import type { Acceptance, Rule, ValueAcceptance } from '../policy/policy.ts'
import type { Accepted } from '../result/result.ts'

/** A group of a check as acceptances see it; null is the total. */
export interface AcceptedGroup {
  readonly grouping: string
  readonly name: string
}

/**
 * The acceptances of a policy on one day, and a ledger of what became of each. What one covers is
 * min(candidate, up-to) - baseline, never less than 0.
 */
export class Acceptances {
  private readonly today: string
  private readonly all: readonly Acceptance[]
  private readonly checksOf = new Map<Acceptance, Set<string>>()
  private readonly matched = new Set<Acceptance>()

  /** @param today Day in UTC, `YYYY-MM-DD`. */
  constructor(all: readonly Acceptance[], today: string) {
    this.all = all
    this.today = today
  }

  /** The value acceptance that covers most of a group of a check, and how much; null for none. */
  cover(
    rule: Rule,
    group: AcceptedGroup | null,
    values: { readonly baseline: number; readonly candidate: number },
    checkId: string,
  ): { readonly acceptance: ValueAcceptance; readonly covered: number } | null {
    let best: { acceptance: ValueAcceptance; covered: number } | null = null
    for (const acceptance of this.all) {
      if (acceptance.kind !== 'value' || !this.inForce(acceptance) || !appliesTo(acceptance, rule)) continue
      if (!matches(acceptance, group)) continue
      this.matched.add(acceptance)
      const covered = Math.min(values.candidate, acceptance.upTo) - values.baseline
      if (covered > 0 && covered > (best?.covered ?? 0)) best = { acceptance, covered }
    }
    if (best !== null) {
      const checks = this.checksOf.get(best.acceptance) ?? new Set()
      this.checksOf.set(best.acceptance, checks.add(checkId))
    }
    return best
  }

  /** What values acceptances speak of besides the total, so that totals know what to look up. */
  subjectKinds(): ReadonlySet<string> {
    return new Set(this.all.flatMap((known) => (known.kind === 'value' ? [known.subject.kind] : [])))
  }

  /** Whether the deletion of a profile is agreed on. */
  coversDeletion(profile: string): boolean {
    const acceptance = this.all.find(
      (known) => known.kind === 'deletion' && this.inForce(known) && known.files.matches(profile),
    )
    if (acceptance === undefined) return false
    this.checksOf.set(acceptance, this.checksOf.get(acceptance) ?? new Set())
    return true
  }

  /** What became of every acceptance; call it after the last check. */
  ledger(): readonly Accepted[] {
    return this.all.map((acceptance) => {
      const checks = this.checksOf.get(acceptance)
      const state = !this.inForce(acceptance)
        ? 'expired'
        : checks !== undefined
          ? 'used'
          : this.matched.has(acceptance)
            ? 'removable'
            : 'unused'
      const subject =
        acceptance.kind === 'deletion'
          ? { kind: 'files', name: acceptance.files.sources.join(', ') }
          : {
              kind: acceptance.subject.kind,
              name: acceptance.subject.kind === 'total' ? null : acceptance.subject.name,
            }
      return {
        state,
        rules: acceptance.rules,
        subject,
        upTo: acceptance.kind === 'value' ? acceptance.upTo : null,
        until: acceptance.until,
        reason: acceptance.reason,
        line: acceptance.line,
        checks: [...(checks ?? [])],
      }
    })
  }

  private inForce(acceptance: Acceptance): boolean {
    return acceptance.until >= this.today
  }
}

function appliesTo(acceptance: ValueAcceptance, rule: Rule): boolean {
  return acceptance.rules === null || acceptance.rules.includes(rule.name)
}

function matches({ subject }: ValueAcceptance, group: AcceptedGroup | null): boolean {
  if (subject.kind === 'total' || group === null) return subject.kind === 'total' && group === null
  if (subject.kind !== group.grouping) return false
  return subject.kind === 'function'
    ? canonicalName(group.name) === canonicalName(subject.name)
    : group.name === subject.name
}
