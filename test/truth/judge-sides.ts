import { pairProfiles, type SideFiles } from '../../src/decode/paired-profiles.ts'
import { Comparison } from '../../src/diff/comparison.ts'
import { ownCode } from '../../src/diff/own.ts'
import type { JudgedProfile } from '../../src/judge/judged-profile.ts'
import type { ProfileKind } from '../../src/model/kind.ts'
import type { Profile } from '../../src/model/profile.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Check } from '../../src/result/result.ts'
import { judgeProfiles } from './judge-profiles.ts'

/** Profiles of one side: by run, and within a run by snapshot. */
export type SideRuns = readonly (readonly Profile[])[]

export interface Sides {
  readonly kind: ProfileKind
  readonly baseline: SideRuns
  readonly candidate: SideRuns
}

const OWN_CODE = ownCode(null)

/** Puts decoded profiles through the product from there on, as `runGate` does with those of files. */
export function judgeSides({ kind, baseline, candidate }: Sides, policy: Policy): readonly Check[] {
  const profiles = pairProfiles(filesOf(kind, baseline), filesOf(kind, candidate)).map(
    (pair): JudgedProfile => ({
      ...pair,
      profile: `${kind}.pb.gz`,
      comparison: new Comparison(baseline.flat(), candidate.flat(), OWN_CODE),
    }),
  )
  return judgeProfiles(profiles, policy)
}

function filesOf(kind: ProfileKind, side: SideRuns): SideFiles {
  return { kind: 'read', files: side.map((run) => run.map((profile) => [{ kinds: [kind], runs: [profile] }])) }
}
