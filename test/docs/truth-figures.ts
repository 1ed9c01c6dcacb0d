import { read } from './documents.ts'

/** The figures of docs/deciding.md: rows of the tables of bench/TRUTH.md, so that no page says what was not measured. */

type Row = Readonly<Record<string, string>>

/** The rows of the table below a heading, by the names of their columns. */
function rowsOf(heading: string): readonly Row[] {
  const { text } = read('bench/TRUTH.md')
  const start = text.indexOf(`## ${heading}\n`)
  if (start < 0) throw new Error(`bench/TRUTH.md has no section ${heading}`)
  const lines = text.slice(start).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const names = cells(lines[first] ?? '')
  const end = lines.findIndex((line, at) => at > first && !line.startsWith('|'))
  return lines.slice(first + 2, end).map((line) => {
    // Of columns with the same name (`reference`) the first counts.
    return Object.fromEntries(
      cells(line)
        .map((cell, at) => [names[at] ?? '', cell] as const)
        .reverse(),
    )
  })
}

interface Choice {
  readonly heading: string
  /** Name of the column whose values choose the rows, and those. */
  readonly by: string
  readonly values: readonly string[]
  readonly columns: readonly string[]
}

function table({ heading, by, values, columns }: Choice): string {
  const rows = rowsOf(heading)
  const chosen = values.flatMap((value) => rows.filter((row) => row[by] === value))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const body = chosen.map((row) => line(columns.map((column) => (row[column] ?? '').replace(/ [†‡]$/, ''))))
  if (body.length < values.length) throw new Error(`${heading} of bench/TRUTH.md lacks some of ${values.join(', ')}`)
  const align = columns.map((column) =>
    /^(naive|failed|inconclusive|found|wrongly|rate|drawn)/.test(column) ? '--:' : ':--',
  )
  return [line(columns), line(align), ...body].join('\n')
}

const IDENTICAL = ['program', 'rate', 'naive', 'failed', 'inconclusive']
const PROGRAMS = ['60 functions, Poisson counts', 'every function varies by 5 %', 'functions vary by up to 30 %']

export const FIGURES: Readonly<Record<string, string>> = {
  identical: table({ heading: 'Identical programs, one pair', by: 'program', values: PROGRAMS, columns: IDENTICAL }),
  repeats: table({ heading: 'Identical programs, 5 runs a side', by: 'program', values: PROGRAMS, columns: IDENTICAL }),
  growth: table({
    heading: 'True growth',
    by: 'what grew',
    values: ['function of 5 % share, +100 %', 'function of 1 % share, +100 %', 'total +10 %', 'new function of 10 MiB'],
    columns: ['what grew', 'profiles', 'rate', 'failed', 'failed or inconclusive'],
  }),
  leaks: table({
    heading: 'Series with one leak among 29 look-alikes',
    by: 'leak',
    values: ['1 event per snapshot', '4 events per snapshot', '16 events per snapshot'],
    columns: ['leak', 'profiles', 'rate', 'found', 'wrongly'],
  }),
}
