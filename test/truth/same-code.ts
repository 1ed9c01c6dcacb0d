import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OwnCode, ownCode } from '../../src/diff/own.ts'
import type { Check } from '../../src/result/result.ts'
import { policyNamed } from './policies.ts'
import { type RecordedRun, readRuns } from './recorded-run.ts'
import { everyPair, groups } from './run-draws.ts'
import { figuresOf, type Judging, type SameCodeFigure, type Subject } from './same-code-figure.ts'
import { type Variation, variationOf } from './variation.ts'

export interface SameCode {
  /** Version of Go, e.g. `go1.26.8`. */
  readonly go: string
  readonly figures: readonly SameCodeFigure[]
  readonly variations: readonly Variation[]
}

const GROUP_RUNS = 5
/** Values a side: the fewest that the rank test accepts, and what is advised. */
const VALUES = [6, 10]
const BENCH = 'bench.txt'

const everything = () => true
const isTime = ({ metric }: Check) => metric === 'sec/op'
const HEAP: readonly Judging[] = [
  { name: 'tables', policy: policyNamed('tables'), counts: everything },
  // Times have tables of their own.
  { name: 'default', policy: policyNamed('default'), counts: (check) => !isTime(check) },
]
const CPU: readonly Judging[] = [
  { name: 'cpu', policy: policyNamed('cpu'), counts: everything },
  { name: 'default', policy: policyNamed('default'), counts: everything },
]
const TIMES: readonly Judging[] = [{ name: 'default', policy: policyNamed('default'), counts: isTime }]
const COUNTS: readonly Judging[] = [
  { name: 'default', policy: policyNamed('default'), counts: (check) => !isTime(check) },
]

/** Judges all that `bench/same-code-runs.mjs` has recorded in a folder. */
export function sameCode(folder: string, onFigure: (figure: SameCodeFigure) => void = () => {}): SameCode {
  const { go, own: packages } = recordedIn(folder)
  const figures: SameCodeFigure[] = []
  const variations: Variation[] = []
  for (const program of Object.keys(packages).sort()) {
    const own = ownCode(packages[program] ?? null)
    const runsOf = (recorded: string) => readRuns(join(folder, program, recorded))
    for (const found of figuresOfProgram(program, own, { rates: ratesIn(join(folder, program)), runsOf })) {
      onFigure(found)
      figures.push(found)
    }
    if (existsSync(join(folder, program, '1'))) variations.push(variationOf(program, runsOf('1'), own))
  }
  return { go, figures, variations }
}

interface Recorded {
  readonly go: string
  /** By program its own packages; null for all but the standard library. */
  readonly own: Readonly<Record<string, readonly string[] | null>>
}

function recordedIn(folder: string): Recorded {
  return JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8')) as Recorded
}

/** The largest first. At rate 1 there is no sampling. */
function ratesIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .map(Number)
    .filter((rate) => rate > 1)
    .sort((a, b) => b - a)
}

interface ProgramRuns {
  readonly rates: readonly number[]
  readonly runsOf: (recorded: string) => readonly RecordedRun[]
}

function* figuresOfProgram(program: string, own: OwnCode, { rates, runsOf }: ProgramRuns): Generator<SameCodeFigure> {
  for (const rateBytes of rates) {
    yield* pairsAndGroups({ program, recorded: 'heap', rateBytes }, runsOf(String(rateBytes)), { own, judgings: HEAP })
  }
  yield* pairsAndGroups({ program, recorded: 'cpu', rateBytes: null }, runsOf('cpu'), { own, judgings: CPU })
  const timed = runsOf('times')
  yield* valueFigures({ program, recorded: 'times', rateBytes: null }, timed, { own, judgings: TIMES })
  yield* valueFigures({ program, recorded: 'counts', rateBytes: null }, timed, { own, judgings: COUNTS })
}

type How = Parameters<typeof figuresOf>[2]

function* pairsAndGroups(subject: Subject, runs: readonly RecordedRun[], how: How): Generator<SameCodeFigure> {
  const seed = Object.values(subject).join('/')
  yield* figuresOf(subject, everyPair(runs, 'one pair'), how)
  yield* figuresOf(subject, groups(runs, GROUP_RUNS, `${GROUP_RUNS} runs a side`, seed), how)
}

/**
 * Benchmarks: so many values of one process against those of another, as `-count` gives them; and one value of each of as
 * many processes, which is what alternating the two sides comes to.
 */
function* valueFigures(subject: Subject, runs: readonly RecordedRun[], how: How): Generator<SameCodeFigure> {
  const first = (values: number) => runs.map((run) => firstValues(run, values))
  for (const values of VALUES) {
    const apart = `1 value of each of ${values} processes`
    yield* figuresOf(subject, everyPair(first(values), `${values} values of one process`), how)
    yield* figuresOf(subject, groups(first(1), values, apart, `${subject.program}/${values}`), how)
  }
}

/** The run with so many values of each benchmark. */
function firstValues(run: RecordedRun, values: number): RecordedRun {
  const files = run.get(BENCH) ?? []
  return new Map([[BENCH, files.map((file) => ({ ...file, runs: file.runs.slice(0, values) }))]])
}
