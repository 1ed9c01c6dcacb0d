import { lowerBound, upperBound } from './bounds.ts'
import type { SameCode } from './same-code.ts'
import type { SameCodeFigure } from './same-code-figure.ts'
import { isLarge, isRepresentative, REPRESENTATIVE_PERCENT, type Variation } from './variation.ts'

/** Two-sided 99 %. */
const TAIL = 0.005
const NAMED = 2

interface Table {
  readonly title: string
  readonly text: string
  readonly belongs: (figure: SameCodeFigure) => boolean
  /** What counts as an alarm. */
  readonly alarm: 'failed' | 'warned'
}

const TABLES: readonly Table[] = [
  {
    title: 'Real programs, heap, by the limits of the tables',
    text: 'Reference: one pair fails 0.6 % and is inconclusive in 4 % at 512 KiB, 2.2 % and 3 % at 4 KiB; 5 runs a side 1.0 % and 3 %, 0.0 % and 0 %.',
    belongs: ({ recorded, policy }) => recorded === 'heap' && policy === 'tables',
    alarm: 'failed',
  },
  {
    title: 'Real programs, all that they record, by the default policy',
    text: 'Heap, goroutines, mutex and block of the programs; heap, B/op and allocs/op of the benchmarks.',
    belongs: ({ recorded, policy }) => recorded === 'heap' && policy === 'default',
    alarm: 'failed',
  },
  {
    title: 'Real programs, CPU by function per total, limit 10 %',
    text: 'Reference: naive fails 100 of 100, the event test none of 400.',
    belongs: ({ recorded, policy }) => recorded === 'cpu' && policy === 'cpu',
    alarm: 'failed',
  },
  {
    title: 'Real programs, CPU by the default policy',
    text: 'It only warns.',
    belongs: ({ recorded, policy }) => recorded === 'cpu' && policy === 'default',
    alarm: 'warned',
  },
  {
    title: 'Times of benchmarks by the default policy',
    text: 'It only warns. Values of one process are alike, for the machine was the same for all of them, and the test takes that for a change: how often depends on the machine and what else it does. Values of alternating processes are free of it.',
    belongs: ({ recorded }) => recorded === 'times',
    alarm: 'warned',
  },
  {
    title: 'B/op and allocs/op of benchmarks by the default policy',
    text: 'One value is taken for exact; several show whether they differ from run to run, as they do where a pool is emptied by the garbage collector.',
    belongs: ({ recorded }) => recorded === 'counts',
    alarm: 'failed',
  },
]

/** The part of `bench/TRUTH.md` on real programs that nobody changed. */
export function sameCodeSection(found: SameCode): string {
  const tables = TABLES.flatMap((table) => {
    const figures = found.figures.filter(table.belongs)
    return figures.length === 0 ? [] : [`### ${table.title}\n\n${table.text}\n\n${tableOf(table, figures)}`]
  })
  const known = found.variations.length === 0 ? [] : [promiseOf(found), variationTable(found.variations)]
  return [headOf(found), ...known, ...tables].join('\n\n')
}

function headOf({ go }: SameCode): string {
  return `## Real programs that nobody changed

Made by \`npm run truth:recorded\` with ${go}: programs of \`test/programs\` and benchmarks of Go's standard library, run again and
again. *One pair* is every run against every other one, either way round; *5 runs a side* are 200 random choices. Pull requests
that share runs are not independent: *apart* is how many there can be that share none. The 99 % interval (Clopper and Pearson) is
first what it would be if all drawn were independent, which is too narrow, then that of those apart, which is too wide.`
}

/** What was promised of programs for which one run is representative, and what became of the others. */
function promiseOf({ figures, variations }: SameCode): string {
  const steady = variations.filter(isRepresentative).map(({ program }) => program)
  const others = variations.map(({ program }) => program).filter((program) => !steady.includes(program))
  const judged = figures.filter(({ policy, recorded }) => policy === 'default' && recorded === 'heap')
  const textOf = (programs: readonly string[]) => {
    const found = judged.filter(({ program }) => programs.includes(program))
    const sides = [...new Set(found.map((figure) => figure.sides))]
    const parts = sides.map((each) => `${each} ${failedText(found.filter((figure) => figure.sides === each))}`)
    return `(${programs.join(', ')}): ${parts.join(', ')} by the default policy.`
  }
  return [
    ...(steady.length === 0 ? [] : [`- One run is representative ${textOf(steady)}`]),
    ...(others.length === 0 ? [] : [`- It is not ${textOf(others)}`]),
  ].join('\n')
}

function failedText(figures: readonly SameCodeFigure[]): string {
  const draws = figures.reduce((sum, figure) => sum + figure.draws, 0)
  const failed = figures.reduce((sum, figure) => sum + figure.failed, 0)
  return `${failed} of ${draws} fail (${((100 * failed) / draws).toFixed(1)} %)`
}

function tableOf({ alarm }: Table, figures: readonly SameCodeFigure[]): string {
  const head = [
    'program',
    'rate',
    'profiles',
    'runs',
    'drawn',
    'apart',
    'naive',
    alarm,
    '99 % interval',
    'inconclusive',
    'blamed',
  ]
  const rows = figures.map((figure) => {
    const { program, rateBytes, sides, runs, draws, disjoint, naive, inconclusive } = figure
    const percent = (count: number) => ((100 * count) / draws).toFixed(1)
    return [
      ...[program, rateBytes === null ? '' : `${rateBytes / 1024} KiB`, sides, runs, draws, disjoint, percent(naive)],
      ...[percent(figure[alarm]), intervals(figure[alarm], figure), percent(inconclusive), blamedText(figure, alarm)],
    ]
  })
  const rule = head.map((title) => (['program', 'profiles', 'blamed'].includes(title) ? '---' : '--:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function intervals(hits: number, { draws, disjoint }: SameCodeFigure): string {
  const part = (hits / draws) * disjoint
  const all = intervalText({ hits, draws }, { hits, draws })
  return `${all}; ${intervalText({ hits: Math.floor(part), draws: disjoint }, { hits: Math.ceil(part), draws: disjoint })}`
}

type Share = Parameters<typeof lowerBound>[0]

function intervalText(low: Share, high: Share): string {
  return `${(100 * lowerBound(low, TAIL)).toFixed(1)} to ${(100 * upperBound(high, TAIL)).toFixed(1)}`
}

function blamedText(figure: SameCodeFigure, alarm: Table['alarm']): string {
  const blamed = figure.blamed.filter(({ outcome }) => outcome === (alarm === 'failed' ? 'fail' : 'warn'))
  const named = blamed
    .slice(0, NAMED)
    .map(({ rule, name, draws }) => `${rule}${name === '' ? '' : ` \`${name}\``} ${draws}`)
  return [...named, ...(blamed.length > NAMED ? [`${blamed.length - NAMED} more`] : [])].join(', ')
}

function variationTable(variations: readonly Variation[]): string {
  const head = [
    'program',
    'metric',
    'runs',
    'MiB',
    'total varies by',
    `share of functions above ${REPRESENTATIVE_PERCENT} %`,
    'vary most, of at least 1 %',
  ]
  const rows = variations.flatMap(({ program, runs, metrics }) =>
    metrics.filter(isLarge).map(({ metric, meanBytes, percent, unsteadyShare, functions }) => [
      ...[program, metric, runs, (meanBytes / 2 ** 20).toFixed(1), `${percent.toFixed(2)} %`],
      `${(100 * unsteadyShare).toFixed(1)} %`,
      functions
        .slice(0, NAMED)
        .map(({ name, share, percent }) => `\`${name}\` ${percent.toFixed(1)} % (of ${(100 * share).toFixed(0)} %)`)
        .join(', '),
    ]),
  )
  const rule = ['---', '---', '--:', '--:', '--:', '--:', '---']
  return `### Do they do the same in every run?

With every allocation recorded (rate 1), what differs is the program. One run is representative where every function varies by
at most ${REPRESENTATIVE_PERCENT} % (standard deviation from run to run); functions below 1 % of the total, and totals below 1 MiB, are
left out, for no limit speaks of them.

${[head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`
}
