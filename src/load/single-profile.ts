import type { Notice } from '../model/notice.ts'
import { hasProfileExtension } from './extension.ts'
import { DEFAULT_PATTERNS, type Pattern } from './pattern.ts'
import { groupRuns, type HasPath, type RunNoticeCode, type RunSet } from './runs.ts'

/** What `top`, `diff` and `list` want of a side. */
export type SingleProfile<File extends HasPath> =
  | {
      readonly kind: 'one'
      readonly profile: string
      readonly runs: RunSet<File>
      readonly notices: readonly Notice<RunNoticeCode>[]
    }
  | { readonly kind: 'many'; readonly profiles: readonly string[] }
  | { readonly kind: 'none' }

/** The one profile of some files: a README beside it does not count where a name ends like a profile's. */
export function singleProfile<File extends HasPath>(
  files: readonly File[],
  patterns: readonly Pattern[] = DEFAULT_PATTERNS,
): SingleProfile<File> {
  const { profiles, notices } = groupRuns(files, patterns)
  const offered = likelyProfiles([...profiles.keys()])
  const [profile] = offered
  const runs = profile === undefined ? undefined : profiles.get(profile)
  if (profile === undefined || runs === undefined) return { kind: 'none' }
  if (offered.length > 1) return { kind: 'many', profiles: offered }
  return { kind: 'one', profile, runs, notices: notices.filter(({ args }) => args['profile'] === profile) }
}

/** What a user may mean where one profile is wanted: those with a profile's extension; where none has it, all. */
export function likelyProfiles(profiles: readonly string[]): readonly string[] {
  const likely = profiles.filter(hasProfileExtension)
  return likely.length > 0 ? likely : profiles
}
