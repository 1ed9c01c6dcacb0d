import type { Cell, Reference } from './cell.ts'
import type { Tally } from './outcome.ts'
import { isShownAbove, standingOf, type Worse } from './standing.ts'

/** A cell and what was found. */
export interface Finding {
  readonly cell: Cell
  readonly tally: Tally
}

interface Column {
  readonly title: string
  readonly figure: keyof Reference
  /** Null where it says nothing of the product. */
  readonly worse: Worse | null
  /** What is judged together with it, where one may stand for the other. */
  readonly together?: keyof Reference
}

interface Section {
  readonly title: string
  readonly text: string
  readonly belongs: (cell: Cell) => boolean
  readonly row: string
  readonly columns: readonly Column[]
}

const NAIVE: Column = { title: 'naive', figure: 'naive', worse: null }
const FALSE_ALARM: Column = { title: 'failed', figure: 'failed', worse: 'above' }
/** A false alarm that becomes inconclusive makes nothing worse, so that both are counted. */
const INCONCLUSIVE: Column = { title: 'inconclusive', figure: 'inconclusive', worse: 'above', together: 'failed' }
const IDENTICAL = [NAIVE, FALSE_ALARM, INCONCLUSIVE]

const SECTIONS: readonly Section[] = [
  {
    title: 'Identical programs, one pair',
    text: 'Nothing changed, so every failure is a false alarm. Where functions differ by more than 2 % from run to run, one run does not say how all are.',
    belongs: ({ table, runs }) => table === 'identical' && runs === 'one pair',
    row: 'program',
    columns: IDENTICAL,
  },
  {
    title: 'Identical programs, 5 runs a side',
    text: 'The figure of reference for the first five programs is that of the worst of them.',
    belongs: ({ table, runs }) => table === 'identical' && runs !== 'one pair',
    row: 'program',
    columns: IDENTICAL,
  },
  {
    title: 'Identical programs, 5 runs of the baseline against 1',
    text: 'The baseline shows how much runs differ; the candidate is one more.',
    belongs: ({ table }) => table === 'pool',
    row: 'program',
    columns: IDENTICAL,
  },
  {
    title: 'Identical programs by the default policy',
    text: 'At most 1 of 100 is to fail wherever one run is representative, at most 2 with 5 runs a side.',
    belongs: ({ table }) => table === 'default',
    row: 'program',
    columns: IDENTICAL,
  },
  {
    title: 'True growth',
    text: 'A program of 60 functions with Poisson counts, of which one grows, or all do, or one is new.',
    belongs: ({ table }) => table === 'power',
    row: 'what grew',
    columns: [
      { title: 'failed', figure: 'failed', worse: 'below' },
      { title: 'failed or inconclusive', figure: 'noticed', worse: 'below' },
    ],
  },
  {
    title: 'CPU profiles of an identical program, by function per total',
    text: 'Limit 10 %. The counts of all functions are over-dispersed: their variance is twice their mean.',
    belongs: ({ table }) => table === 'cpu',
    row: 'program',
    columns: IDENTICAL,
  },
  {
    title: 'Series without a leak',
    text: 'Limit 64 KiB per snapshot by function, a baseline series beside. Close look-alikes creep on, replace their objects slowly or walk wide; nobody gave figures for them.',
    belongs: ({ table }) => table === 'look-alikes',
    row: 'functions',
    columns: [FALSE_ALARM, INCONCLUSIVE],
  },
  {
    title: 'Series with one leak among 29 look-alikes',
    text: 'Found: the leaking function was named. Wrongly: a look-alike was.',
    belongs: ({ table }) => table === 'leaks',
    row: 'leak',
    columns: [
      { title: 'found', figure: 'found', worse: 'below' },
      { title: 'wrongly', figure: 'wrongly', worse: 'above' },
    ],
  },
]

const MARKS = { 'not-worse': '', 'worse-than-figure': ' †', worse: ' ‡' } as const

/** `bench/TRUTH.md`: every table, each figure beside that of reference. @param more What follows the tables. */
export function truthPage(
  findings: readonly Finding[],
  { seed, more }: { readonly seed: string; readonly more: readonly string[] },
): string {
  const tables = SECTIONS.flatMap((section) => {
    const rows = findings.filter(({ cell }) => section.belongs(cell))
    return rows.length === 0 ? [] : [`## ${section.title}\n\n${section.text}\n\n${tableOf(section, rows)}`]
  })
  return `${[HEAD, promises(findings), worseCells(findings), ...tables, ...more, footOf(seed)].join('\n\n')}\n`
}

const HEAD = `# What the decision rule achieves

Made by \`npm run truth\`: a seeded simulator of Go's sampler draws programs, runs them, and puts their profiles through the
product. All figures are percent of the pull requests drawn. *Naive* is what fails by the same limits if nobody asks for noise.
Limits, where nothing else is said: total 5 % and 1 MiB, function 10 % and 512 KiB, both allocated and in use; confidence 0.99.
*Reference* figures are those that the rule reached in other simulations when it was designed.
† worse than the reference figure at 99 % confidence (Clopper and Pearson, one-sided); ‡ also if the 500 draws of the reference are
counted (Fisher, one-sided). *Inconclusive* is worse only together with *failed*.`

/** What was promised of identical programs, and by which cells it is broken. */
function promises(findings: readonly Finding[]): string {
  const promised = findings.flatMap(({ cell, tally }) =>
    cell.mostFailed === null || !isJudged(tally) ? [] : [{ cell, tally, mostFailed: cell.mostFailed }],
  )
  const lines = [...new Set(promised.map(({ mostFailed }) => mostFailed))].map((mostFailed) => {
    const cells = promised.filter((one) => one.mostFailed === mostFailed)
    const draws = cells.reduce((sum, { tally }) => sum + tally.draws, 0)
    const failed = cells.reduce((sum, { tally }) => sum + tally.failed, 0)
    const broken = cells.filter(({ tally }) => isShownAbove({ hits: tally.failed, draws: tally.draws }, mostFailed))
    const verdict =
      broken.length === 0 ? 'kept everywhere' : `broken by ${broken.map(({ cell }) => cell.id).join('; ')}`
    return `- At most ${mostFailed} % of identical pull requests fail: ${failed} of ${draws} in ${cells.length} cells; ${verdict}.`
  })
  return ['## Promises', lines.join('\n')].join('\n\n')
}

/** Figures that are worse than those of reference. */
function worseCells(findings: readonly Finding[]): string {
  const worse = findings.flatMap((finding) => {
    const section = SECTIONS.find(({ belongs }) => belongs(finding.cell))
    const marked = (section?.columns ?? []).filter((column) => markOf(finding, column) !== '')
    return marked.map((column) => {
      const figures = `${percentOf(finding.tally, column)} instead of ${finding.cell.reference[column.figure]}`
      return `- ${finding.cell.id}: ${column.title} ${figures}${markOf(finding, column)}`
    })
  })
  const list = worse.length === 0 ? 'None.' : worse.join('\n')
  return `## Worse than the reference\n\n${list}`
}

function tableOf({ row, columns }: Section, findings: readonly Finding[]): string {
  const head = [row, 'profiles', 'rate', 'draws', ...columns.flatMap(({ title }) => [title, 'reference'])]
  const body = findings.map((finding) => {
    const { cell, tally } = finding
    const figures = columns.flatMap((column) => [
      `${percentOf(tally, column)}${markOf(finding, column)}`,
      `${cell.reference[column.figure] ?? ''}`,
    ])
    return [cell.row, cell.runs, rateText(cell.rateBytes), tally.draws, ...figures]
  })
  const rule = head.map((_, at) => (at < 2 ? '---' : '---:'))
  return [head, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** Nothing where a check was not judged at all: then no figure means anything. */
function percentOf(tally: Tally, { figure }: Column): string {
  return isJudged(tally) ? ((100 * hitsOf(tally, figure)) / tally.draws).toFixed(1) : 'not judged'
}

function markOf({ cell, tally }: Finding, { figure, worse, together }: Column): string {
  const percent = cell.reference[figure]
  if (percent === undefined || worse === null || !isJudged(tally)) return ''
  const added = together === undefined ? 0 : hitsOf(tally, together)
  const allowed = together === undefined ? 0 : (cell.reference[together] ?? 0)
  const share = { hits: hitsOf(tally, figure) + added, draws: tally.draws }
  return MARKS[standingOf(share, percent + allowed, worse)]
}

function hitsOf(tally: Tally, figure: keyof Reference): number {
  return figure === 'noticed' ? tally.failed + tally.inconclusive : tally[figure]
}

function isJudged({ draws, unjudged }: Tally): boolean {
  return draws > 0 && unjudged === 0
}

function rateText(rateBytes: number): string {
  if (rateBytes === 0) return ''
  return rateBytes >= 1024 ? `${rateBytes / 1024} KiB` : `${rateBytes} B`
}

function footOf(seed: string): string {
  return `## How the pull requests are drawn

- Every pull request has a program of its own: shares of functions log-normal (sigma 0.8), up to three sites each, sizes Go's size
  classes of 16 B to 4 MiB over powers of two with small ones more frequent, 640 MiB in all (10 functions: 192 MiB; 40 functions
  that vary: 320 MiB). A third of the functions keep 5 to 50 % of their objects. Objects are sampled with 1 - exp(-size / rate) and
  printed as \`scaleHeapSample\` does.
- *Functions vary*: the work of each differs from run to run, normal, with a standard deviation of 2 %, of 5 %, or of 20 to 30 %.
- *Rare huge buffers*: four functions that make one of 576 KiB, 1, 4 or 4 MiB, on average once in a run, and keep 0.4.
- *Retained objects vary as well*: 60 functions, and what is in use are Poisson counts too.
- The watched functions make small objects (32 B to 2 KiB) and keep none; of *total +10 %* every function makes more, and keeps what
  it kept; the new function keeps its 10 MiB.
- The programs of the reference are not known. Sizes, shares and what is kept were chosen so that the naive limits, and one pair's power,
  come out about as they did there; so were the common look-alikes. Agreement with those figures is therefore weak evidence; what is
  promised of identical programs does not rest on it.
- Series: 6 caches that saturate, 3 that fill evenly over at most a third of the series, 5 sawtooths, 4 steps, 5 levels of changing
  objects, 4 random walks, 3 constant ones; 1 to 64 MiB each. Leaks are of objects of 64 B to 4 KiB.

Reproduce with \`npm run truth -- --seed ${seed}\`; the same seed gives the same figures on every machine. \`--draws 0.1\` draws a tenth,
\`--only TEXT\` the cells whose id contains the text, and prints them only.`
}
