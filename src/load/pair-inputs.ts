import { type Notice, notice } from '../model/notice.ts'
import type { FileSelection } from '../policy/policy.ts'
import type { Input, Side } from '../result/result.ts'
import type { LoadedFile, LoadedSide } from './loaded.ts'
import { MANIFEST_NAME, type Manifest, type ManifestReading, readManifest } from './manifest.ts'
import { type PairedProfile, pairSides, type SideFiles } from './pairing.ts'
import { type Pattern, parsePattern } from './pattern.ts'

/** Both sides paired by profile, and all that is to be said of files that take no part. */
export interface PairedInputs {
  readonly profiles: readonly PairedProfile<LoadedFile>[]
  /** Whether a side was named as a single file, which is then meant as a profile. */
  readonly named: Readonly<Record<Side, boolean>>
  readonly inputs: readonly Input[]
  /** What makes a side useless; the gate cannot pass with one. */
  readonly problems: readonly Notice[]
  /** Folders that nobody could look into. Args: `path`, `side`, `code`, and those of the code. */
  readonly unread: readonly Notice[]
  readonly notices: readonly Notice[]
  /** What each side says of itself; null where it says nothing, or nothing that can be read. */
  readonly manifests: Readonly<Record<Side, Manifest | null>>
}

/** So many profiles are named where one has to be chosen. */
const MOST_OFFERED = 20

/** Pairs two sides by the patterns and globs of a policy. A baseline of null is one that nobody has. */
export function pairInputs(baseline: LoadedSide | null, candidate: LoadedSide, selection: FileSelection): PairedInputs {
  const { include, exclude } = selection
  const patterns = readPatterns(selection)
  const named = { baseline: baseline?.kind === 'file', candidate: candidate.kind === 'file' }
  const problems = [...patterns.refused, ...sideError('baseline', baseline), ...sideError('candidate', candidate)]
  const unread = [...unreadFolders('baseline', baseline), ...unreadFolders('candidate', candidate)]
  const read = { baseline: manifestOf(baseline), candidate: manifestOf(candidate) }
  const manifests = { baseline: readOf(read.baseline), candidate: readOf(read.candidate) }
  const nothing = { profiles: [], named, inputs: [], problems, unread, notices: [], manifests }
  if (baseline?.kind === 'error' || candidate.kind === 'error') return nothing
  const pairing = pairSides(filesOf(baseline), filesOf(candidate), {
    patterns: patterns.usable,
    selects: (profile, path) =>
      (include.matches(profile) || include.matches(path)) && !exclude.matches(profile) && !exclude.matches(path),
  })
  if (pairing.kind === 'error') {
    const { code, args } = pairing.reason
    const offered = pairing.profiles.slice(0, MOST_OFFERED).join(', ')
    return { ...nothing, problems: [...problems, notice(code, { ...args, offered })] }
  }
  const { profiles, leftOut, notices } = pairing
  const inputs = (['baseline', 'candidate'] as const).flatMap((side) =>
    leftOut[side].map(({ file, reason }): Input => {
      return { path: file.path, side, state: 'skipped', kind: null, runs: 0, events: null, reason }
    }),
  )
  const refused = (['baseline', 'candidate'] as const).flatMap((side) => manifestNotices(side, read[side]))
  return { profiles, named, inputs, problems, unread, notices: [...notices, ...refused], manifests }
}

/** What a manifest says, or why its file or its text cannot be read. */
type ReadManifest = ManifestReading | { readonly kind: 'refused'; readonly reason: Notice }

function manifestOf(loaded: LoadedSide | null): ReadManifest | null {
  if (loaded?.kind !== 'folder' || loaded.manifest === null) return null
  const content = loaded.manifest.read()
  return content.kind === 'bytes' ? readManifest(content.bytes) : content
}

function readOf(reading: ReadManifest | null): Manifest | null {
  return reading?.kind === 'manifest' ? reading.manifest : null
}

/** A manifest that cannot be read is said; nothing is decided by it. */
function manifestNotices(side: Side, reading: ReadManifest | null): readonly Notice[] {
  return reading?.kind === 'refused' ? [unreadable(side, MANIFEST_NAME, reading.reason)] : []
}

function filesOf(side: LoadedSide | null): SideFiles<LoadedFile> {
  if (side?.kind === 'file') return { kind: 'file', file: side.file }
  return { kind: 'folder', files: side?.kind === 'folder' ? side.files : [] }
}

/** A side that is neither a file nor a folder. */
function sideError(side: Side, loaded: LoadedSide | null): readonly Notice[] {
  if (loaded?.kind !== 'error') return []
  return [unreadable(side, loaded.path, loaded.reason)]
}

function unreadFolders(side: Side, loaded: LoadedSide | null): readonly Notice[] {
  if (loaded?.kind !== 'folder') return []
  return loaded.unread.map(({ path, reason }) => unreadable(side, path, reason))
}

function unreadable(side: Side, path: string, { code, args }: Notice): Notice {
  return notice('unreadable', { side, ...args, path, code })
}

/** The patterns that can be used, and what is wrong with the others. */
function readPatterns({ repeats, series }: FileSelection) {
  const usable: Pattern[] = []
  const refused: Notice[] = []
  const texts = [...repeats.map((text) => [text, 'run'] as const), ...series.map((text) => [text, 'at'] as const)]
  for (const [text, needs] of texts) {
    const parsed = parsePattern(text, needs)
    if (parsed.kind === 'pattern') usable.push(parsed.pattern)
    else refused.push(parsed.reason)
  }
  return { usable, refused }
}
