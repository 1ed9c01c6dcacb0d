const FORMAT = 'pb|pprof|prof|pgo|out|txt|log|json|prom|cpuprofile|heapprofile|folded|csv|tar'
const COMPRESSION = 'gz|zst|xz|bz2'

/** Extensions of files that are meant as a profile by their name alone. */
const PROFILE_EXTENSION = /\.(pb\.gz|pprof|prof|pgo|out)$/i
const KNOWN_EXTENSION = new RegExp(`\\.(${FORMAT}|${COMPRESSION})$`, 'i')
/** The last part, if it begins with a letter (`heap.1` has none), with the format's before a compression's. */
const EXTENSION = new RegExp(`(?<=[^/])((\\.(${FORMAT}))?\\.(${COMPRESSION})|\\.[a-z][a-z0-9]*)$`, 'i')

/** A path in two parts that make the path again. `stem` keeps the folders. */
export interface SplitPath {
  readonly stem: string
  /** With its dot, e.g. `.pb.gz`; empty where there is none. */
  readonly extension: string
}

export function splitExtension(path: string): SplitPath {
  const extension = EXTENSION.exec(path)?.[0] ?? ''
  return { stem: path.slice(0, path.length - extension.length), extension }
}

/** True for the extensions of files that people compare; `.prod` of `bench.1.prod` is none of them. */
export function hasKnownExtension(path: string): boolean {
  return KNOWN_EXTENSION.test(path)
}

export function hasProfileExtension(path: string): boolean {
  return PROFILE_EXTENSION.test(path)
}

/**
 * Whether a file that turns out unreadable is an error (else it is listed as skipped): it was named on the command
 * line, or its profile has a profile's extension or is one in the baseline.
 */
export function isMeant(
  profile: string,
  known: { readonly named: boolean; readonly profileElsewhere: boolean },
): boolean {
  return known.named || known.profileElsewhere || hasProfileExtension(profile)
}
