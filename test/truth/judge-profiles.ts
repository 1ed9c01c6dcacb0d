import { Judge } from '../../src/judge/judge.ts'
import type { JudgedProfile } from '../../src/judge/judged-profile.ts'
import { MetricPairs } from '../../src/judge/metric-pairs.ts'
import { outlineOf } from '../../src/judge/outline-profile.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Check } from '../../src/result/result.ts'

/** Puts profiles that are in memory through the product from there on, as `runGate` does with those of files. */
export function judgeProfiles(profiles: readonly JudgedProfile[], policy: Policy): readonly Check[] {
  const open = profiles.map((pair) => ({ pair, metrics: new MetricPairs(pair) }))
  const outlines = open.map((profile) => outlineOf(profile, policy.rules))
  const manifests = { baseline: null, candidate: null }
  const judge = new Judge({ policy, profiles: outlines, manifests, today: '2026-01-01', target: null })
  for (const [at, profile] of open.entries()) {
    const outline = outlines[at]
    if (outline !== undefined) judge.judge(outline, profile, (what) => what)
  }
  return judge.conclude().checks
}
