import type { ProfileKind } from '../model/kind.ts'
import { splitExtension } from './extension.ts'

export interface NamedProfile {
  /** Without run and moment, e.g. `services/api/heap.pb.gz`. */
  readonly profile: string
  readonly kind: ProfileKind
  /** Whether it is a goroutine dump (debug=2), which says more of each goroutine and less of its stack. */
  readonly isDump: boolean
}

/** What a rule asks of a profile. */
export interface AskedProfile extends NamedProfile {
  readonly metric: string
  /** Its groups: `total`, `function`, `label:KEY`, … */
  readonly of: string
}

/**
 * Whether the profile answers, so that nothing is judged twice. Go writes the same four metrics into `heap` and `allocs`:
 * where a folder has both, allocs answers for `alloc_*` and heap for `inuse_*`. A dump beside a goroutine profile of the
 * same name is one profile with it and answers for what only dumps know. A profile as text (`heap.txt`) beside one of the
 * same name is the same once more, and only what it has beside (the metrics of its trailer) is asked of it.
 */
export function standsFor(asked: AskedProfile, all: readonly NamedProfile[]): boolean {
  if (all.some((known) => isTextOf(asked, known))) return false
  if (asked.kind === 'heap') return heapStandsFor(asked, all)
  return asked.kind === 'goroutine' ? goroutinesStandFor(asked, all) : true
}

/** Kinds without a binary form that a text could be the same as. */
const ALWAYS_APART: readonly ProfileKind[] = ['benchmark', 'metrics']

function isTextOf(asked: NamedProfile, known: NamedProfile): boolean {
  if (known.kind !== asked.kind || known.isDump !== asked.isDump || ALWAYS_APART.includes(known.kind)) return false
  const [text, other] = [splitExtension(asked.profile), splitExtension(known.profile)]
  return text.stem === other.stem && text.extension === '.txt' && other.extension !== '.txt'
}

function heapStandsFor({ profile, metric }: AskedProfile, all: readonly NamedProfile[]): boolean {
  const { stem } = splitExtension(profile)
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1)
  const name = stem.slice(folder.length)
  const other =
    name === 'heap' && metric.startsWith('alloc_')
      ? 'allocs'
      : name === 'allocs' && metric.startsWith('inuse_')
        ? 'heap'
        : null
  if (other === null) return true
  return !all.some((known) => known.kind === 'heap' && splitExtension(known.profile).stem === folder + other)
}

/** A dump has the labels of goroutines since Go 1.26 and only if asked to, the other profile has always had them. */
const ONLY_IN_DUMPS: readonly string[] = ['creator', 'state', 'label:creator', 'label:state', 'label:waiting']

function goroutinesStandFor({ profile, isDump, of }: AskedProfile, all: readonly NamedProfile[]): boolean {
  const { stem } = splitExtension(profile)
  const isPaired = all.some((known) => {
    return known.kind === 'goroutine' && known.isDump !== isDump && splitExtension(known.profile).stem === stem
  })
  return !isPaired || isDump === ONLY_IN_DUMPS.includes(of)
}
