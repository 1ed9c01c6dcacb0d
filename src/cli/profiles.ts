import { type FileProfile, readProfiles } from '../decode/read-profile.ts'
import { Frames } from '../diff/frames.ts'
import { GROUPINGS, type Grouping } from '../diff/groups.ts'
import { type OwnCode, ownCode } from '../diff/own.ts'
import { pruneSides } from '../diff/prune.ts'
import type { Selection } from '../diff/selection.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import type { LoadedFile } from '../load/loaded.ts'
import { readSide } from '../load/side.ts'
import { singleProfile } from '../load/single-profile.ts'
import { MEASURES, type Measure } from '../model/measure.ts'
import { type Notice, notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { clean } from '../report/escape.ts'
import { wordFile } from '../report/file-words.ts'
import { PLAIN } from '../report/pen.ts'
import { InputError, UsageError } from './errors.ts'
import type { Io } from './io.ts'
import { choice, type Options, wholeNumber } from './options.ts'

/** Options that `top` and `diff` share. */
export const TABLE_OPTIONS = {
  metric: 'value',
  of: 'value',
  by: 'value',
  top: 'value',
  focus: 'value',
  ignore: 'value',
} as const

export interface TableOptions {
  readonly metric: string | null
  readonly of: Grouping
  readonly by: Measure
  readonly top: number | null
  readonly ownCode: OwnCode
  readonly selection: Selection
}

export async function readTableOptions(options: Options, io: Io): Promise<TableOptions> {
  return {
    metric: options.value('metric'),
    of: choice('of', options.value('of') ?? 'function', GROUPINGS),
    by: choice('by', options.value('by') ?? 'flat', MEASURES),
    top: wholeNumber('top', options.value('top')),
    ownCode: ownCode(ownPackagesOf(io.folder)),
    selection: {
      focus: await patterns('focus', options.value('focus')),
      ignore: await patterns('ignore', options.value('ignore')),
    },
  }
}

async function patterns(option: string, source: string | null): Promise<Selection['focus']> {
  if (source === null) return []
  const { compileRegex, RegexError } = await import('../policy/regex.ts')
  try {
    return [compileRegex(source)]
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    throw new UsageError(`--${option}: ${error.message}`)
  }
}

/** The runs of the one profile that a path stands for. @throws {InputError} if it is none, several, or unreadable. */
export function readRuns(path: string, metric: string | null): readonly Profile[] {
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
  return found.runs.flatMap(({ snapshots }) =>
    snapshots.flatMap(({ file }) => decoded(`${path}/${file.path}`, file, metric)),
  )
}

/** The runs of the profile in a file: of several the main one, but that with the metric where one is asked for. */
function decoded(path: string, file: LoadedFile, metric: string | null): readonly Profile[] {
  const read = readProfiles(file.path, file.read())
  if (read.kind === 'refused') throw inputError(path, read.reason)
  const [main] = read.profiles
  const has = ({ runs }: FileProfile) => runs.some(({ sampleTypes }) => sampleTypes.some(({ type }) => type === metric))
  return (read.profiles.find(has) ?? main)?.runs ?? []
}

function inputError(path: string, reason: Notice): InputError {
  const { what, todo } = wordFile(reason, PLAIN)
  return new InputError(`${clean(path)} ${what}${todo === null ? '' : `. ${todo}`}.`)
}

/** Frames of both sides, without those that the candidate's producer calls uninteresting. */
export async function framesOf(
  baseline: readonly Profile[],
  candidate: readonly Profile[],
): Promise<readonly Frames[]> {
  const all = [...baseline, ...candidate]
  // Go's profiles ask for nothing, and so need no regular expressions.
  if (all.every(({ dropFrames }) => dropFrames === '')) return all.map((profile) => new Frames(profile))
  const { tryRegex } = await import('../policy/regex.ts')
  const pruned = pruneSides(baseline, candidate, tryRegex)
  return [...pruned.baseline, ...pruned.candidate].map((profile) => new Frames(profile))
}
