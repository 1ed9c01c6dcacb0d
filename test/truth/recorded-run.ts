import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pairProfiles, type SideFiles } from '../../src/decode/paired-profiles.ts'
import { type FileProfile, readProfiles } from '../../src/decode/read-profile.ts'
import { Comparison } from '../../src/diff/comparison.ts'
import type { OwnCode } from '../../src/diff/own.ts'
import { pruneSides } from '../../src/diff/prune.ts'
import type { JudgedProfile } from '../../src/judge/judged-profile.ts'
import type { Profile } from '../../src/model/profile.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { tryRegex } from '../../src/policy/regex.ts'
import type { Check } from '../../src/result/result.ts'
import { judgeProfiles } from './judge-profiles.ts'

/** What one run of a program left behind, decoded: profiles by the name of their file. */
export type RecordedRun = ReadonlyMap<string, readonly FileProfile[]>

/** What is read of a run. `allocs` has what `heap` has, and the texts are the same moment once more. */
const FILES = ['heap.pb.gz', 'goroutine.pb.gz', 'mutex.pb.gz', 'block.pb.gz', 'cpu.pb.gz', 'bench.txt']

/** All runs in a folder of them, in their order; none if there is no such folder. */
export function readRuns(folder: string): readonly RecordedRun[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort((a, b) => Number(a) - Number(b))
    .map((run) => readRun(join(folder, run)))
}

function readRun(folder: string): RecordedRun {
  const names = FILES.filter((name) => existsSync(join(folder, name)))
  return new Map(names.map((name) => [name, readFile(join(folder, name))]))
}

export function readFile(path: string): readonly FileProfile[] {
  const read = readProfiles(path, { kind: 'bytes', bytes: readFileSync(path) })
  if (read.kind === 'profiles') return read.profiles
  throw new Error(`${path} is no profile: ${read.reason.code}`)
}

export interface RunSides {
  readonly baseline: readonly RecordedRun[]
  readonly candidate: readonly RecordedRun[]
}

/** Puts decoded runs through the product from there on, as `runGate` does with those of files; once for each policy. */
export function judgeRuns(sides: RunSides, own: OwnCode, policies: readonly Policy[]): readonly (readonly Check[])[] {
  const names = [...new Set([...sides.baseline, ...sides.candidate].flatMap((run) => [...run.keys()]))]
  const profiles = names.flatMap((profile) => pairsOf(sides, profile, own))
  return policies.map((policy) => judgeProfiles(profiles, policy))
}

function pairsOf({ baseline, candidate }: RunSides, profile: string, own: OwnCode): readonly JudgedProfile[] {
  return pairProfiles(filesOf(baseline, profile), filesOf(candidate, profile)).map((pair) => {
    const pruned = pruneSides(snapshotsOf(pair.baseline), snapshotsOf(pair.candidate), tryRegex)
    return { ...pair, profile, comparison: new Comparison(pruned.baseline, pruned.candidate, own) }
  })
}

function filesOf(runs: readonly RecordedRun[], profile: string): SideFiles {
  const files = runs.flatMap((run) => {
    const found = run.get(profile)
    return found === undefined ? [] : [[found]]
  })
  return files.length === 0 ? { kind: 'absent' } : { kind: 'read', files }
}

function snapshotsOf(side: ReturnType<typeof pairProfiles>[number]['baseline']): readonly Profile[] {
  return side.kind === 'read' ? side.snapshots.flat() : []
}
