import { type FileProfile, readProfiles } from '../decode/read-profile.ts'
import { Frames, type FrameView } from '../diff/frames.ts'
import { type OwnCode, ownCode } from '../diff/own.ts'
import { pruneSides } from '../diff/prune.ts'
import type { Pattern, Selection, TagFocus } from '../diff/selection.ts'
import { tagFocus } from '../diff/tag-focus.ts'
import type { PathTrimming } from '../diff/trim-path.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import type { LoadedFile } from '../load/loaded.ts'
import { readSide } from '../load/side.ts'
import { singleProfile } from '../load/single-profile.ts'
import { GROUPING_NAMES, type Grouping, groupingOf } from '../model/grouping.ts'
import type { ProfileKind } from '../model/kind.ts'
import { MEASURES, type Measure } from '../model/measure.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { clean } from '../report/escape.ts'
import { wordFile } from '../report/file-words.ts'
import { PLAIN } from '../report/pen.ts'
import { InputError, UsageError } from './errors.ts'
import type { Io } from './io.ts'
import { choice, type Options, wholeNumber } from './options.ts'

/** Options that say which samples count, and how their frames are named. */
const VIEW_OPTIONS = {
  focus: 'value',
  ignore: 'value',
  'tag-focus': 'value',
  'no-inlines': 'flag',
  'trim-path': 'value',
  'source-path': 'value',
} as const

/** Options that `top` and `diff` share. */
export const TABLE_OPTIONS = {
  metric: 'value',
  of: 'value',
  by: 'value',
  top: 'value',
  html: 'value',
  ...VIEW_OPTIONS,
} as const

/** Those of `list`, whose rows are always lines. */
export const LIST_OPTIONS = { metric: 'value', ...VIEW_OPTIONS } as const

export interface TableOptions {
  readonly metric: string | null
  /** Null where the kind of the profile decides. */
  readonly of: Grouping | null
  readonly by: Measure
  readonly top: number | null
  readonly ownCode: OwnCode
  readonly selection: Selection
  readonly view: FrameView
}

export async function readTableOptions(options: Options, io: Io): Promise<TableOptions> {
  const tags = await readTagFocus(options.value('tag-focus'))
  return {
    metric: options.value('metric'),
    of: readGrouping(options.value('of')),
    by: choice('by', options.value('by') ?? 'flat', MEASURES),
    top: wholeNumber('top', options.value('top')),
    ownCode: ownCode(ownPackagesOf(io.folder)),
    selection: {
      focus: await patterns('focus', options.value('focus')),
      ignore: await patterns('ignore', options.value('ignore')),
      ...(tags === null ? {} : { tagFocus: tags }),
    },
    view: { inlines: !options.flag('no-inlines'), trimming: readTrimming(options) },
  }
}

/** What `--trim-path` and `--source-path` say. */
export function readTrimming(options: Options): PathTrimming {
  return { trimPath: options.value('trim-path') ?? '', sourcePath: options.value('source-path') ?? '' }
}

function readGrouping(given: string | null): Grouping | null {
  if (given === null) return null
  const grouping = groupingOf(given)
  if (grouping === null) throw new UsageError(`--of ${given}: expected ${GROUPING_NAMES.join(', ')}`)
  return grouping
}

/** As pprof takes it: nothing asked for is nothing left out. */
async function patterns(option: string, source: string | null): Promise<Selection['focus']> {
  return source === null || source === '' ? [] : [await compiled(option, (compile) => compile(source))]
}

async function readTagFocus(source: string | null): Promise<TagFocus | null> {
  return source === null || source === '' ? null : compiled('tag-focus', (compile) => tagFocus(source, compile))
}

/** Regular expressions are loaded where they are needed only. @throws {UsageError} if one is wrong. */
async function compiled<Made>(option: string, make: (compile: (source: string) => Pattern) => Made): Promise<Made> {
  const { compileRegex, RegexError } = await import('../policy/regex.ts')
  try {
    return make(compileRegex)
  } catch (error) {
    if (!(error instanceof RegexError || error instanceof RangeError)) throw error
    throw new UsageError(`--${option}: ${error.message}`)
  }
}

/** What samples of a kind are added up by if nobody says: metrics have no stacks, and no sum of benchmarks means anything. */
export function defaultGrouping(kinds: readonly ProfileKind[]): Grouping {
  return kinds.includes('benchmark') ? 'benchmark' : kinds.includes('metrics') ? 'total' : 'function'
}

/** The one profile that a path stands for. @throws {InputError} if it is none, several, or unreadable. */
export function readProfile(path: string, metric: string | null): FileProfile {
  const side = readSide(path)
  if (side.kind === 'error') throw inputError(path, side.reason)
  if (side.kind === 'file') return decoded(path, side.file, metric)
  const found = singleProfile(side.files)
  if (found.kind === 'none') throw inputError(path, notice('empty-folder', { path }))
  const name = side.isZip ? 'unpack it and name' : 'name'
  if (found.kind === 'many') {
    const list = found.profiles.map((profile) => `  ${clean(profile)}\n`).join('')
    const count = found.profiles.length
    throw new InputError(`${clean(path)} holds ${count} profiles; ${name} one of them:\n${list.trimEnd()}`)
  }
  if (found.runs.some(({ snapshots }) => snapshots.length > 1)) {
    throw new InputError(`${clean(path)} holds a series of snapshots; ${name} one of its files`)
  }
  const files = found.runs.flatMap(({ snapshots }) =>
    snapshots.map(({ file }) => decoded(`${path}/${file.path}`, file, metric)),
  )
  return { kinds: files[0]?.kinds ?? [], runs: files.flatMap(({ runs }) => runs) }
}

/** The profile in a file: of several the main one, but that with the metric where one is asked for. */
function decoded(path: string, file: LoadedFile, metric: string | null): FileProfile {
  const read = readProfiles(file.path, file.read())
  if (read.kind === 'refused') throw inputError(path, read.reason)
  const [main] = read.profiles
  const has = ({ runs }: FileProfile) => runs.some(({ sampleTypes }) => sampleTypes.some(({ type }) => type === metric))
  return read.profiles.find(has) ?? main ?? { kinds: [], runs: [] }
}

function inputError(path: string, reason: Notice): InputError {
  const { what, todo } = wordFile(reason, PLAIN)
  return new InputError(`${clean(path)} ${what}${todo === null ? '' : `. ${todo}`}.`)
}

/** Frames of both sides, without those that the candidate's producer calls uninteresting. */
export async function framesOf(
  baseline: readonly Profile[],
  candidate: readonly Profile[],
  view?: FrameView,
): Promise<readonly Frames[]> {
  const all = [...baseline, ...candidate]
  // Go's profiles ask for nothing, and so need no regular expressions.
  if (all.every(({ dropFrames }) => dropFrames === '')) return all.map((profile) => new Frames(profile, view))
  const { tryRegex } = await import('../policy/regex.ts')
  const pruned = pruneSides(baseline, candidate, tryRegex)
  return [...pruned.baseline, ...pruned.candidate].map((profile) => new Frames(profile, view))
}
