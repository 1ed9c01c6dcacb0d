import type { ProfileKind } from '../model/kind.ts'
import type { Profile } from '../model/profile.ts'

/**
 * What about a profile makes a comparison with it deceive, told from the profile itself. Facts of the Go runtime:
 * runtime/pprof and net/http/pprof.
 */
export interface Traits {
  /** What happened in a while (`?seconds=N`), not what there is: Go gives only such profiles of these kinds a duration. */
  readonly isDelta: boolean
  /** pprof's `-diff_base` marks the samples of the base with the label `pprof::base`. */
  readonly isDiff: boolean
  /** Left by `-base`, by `?seconds=N`, or by a bug of the runtime (golang/go#19311, #67584). */
  readonly hasNegatives: boolean
  /** By column: which of them have. */
  readonly negativeColumns: readonly boolean[]
  /** Nothing in the program asks for a heap profile, so the linker took sampling out (golang/go#68136). */
  readonly isSamplingOff: boolean
  readonly hasSamples: boolean
}

/** Kinds whose profiles Go writes as of one moment, without a duration. */
const MOMENTARY: readonly ProfileKind[] = ['heap', 'goroutine', 'goroutineleak', 'threadcreate', 'mutex', 'block']

const known = new WeakMap<Profile, Map<ProfileKind, Traits>>()

/** Worked out once for a profile, whoever asks. */
export function traitsOf(profile: Profile, kind: ProfileKind): Traits {
  const ofProfile = known.get(profile) ?? new Map<ProfileKind, Traits>()
  known.set(profile, ofProfile)
  const traits = ofProfile.get(kind) ?? findTraits(profile, kind)
  ofProfile.set(kind, traits)
  return traits
}

function findTraits(profile: Profile, kind: ProfileKind): Traits {
  const { samples, strings, period, durationNs } = profile
  const { key } = samples.labels
  const negativeColumns = samples.values.map((column) => column.some((value) => value < 0))
  return {
    isDelta: MOMENTARY.includes(kind) && durationNs !== 0 && isGo(profile, kind),
    isDiff: key.some((text, label) => (label === 0 || text !== key[label - 1]) && strings.text(text) === 'pprof::base'),
    hasNegatives: negativeColumns.includes(true),
    negativeColumns,
    isSamplingOff: kind === 'heap' && samples.count === 0 && period === 0,
    hasSamples: samples.count > 0,
  }
}

/** Of heaps only Go's have what is allocated beside what is in use; no other runtime writes the other kinds. */
function isGo({ sampleTypes }: Profile, kind: ProfileKind): boolean {
  return (
    kind !== 'heap' || ['alloc_space', 'inuse_space'].every((name) => sampleTypes.some(({ type }) => type === name))
  )
}
