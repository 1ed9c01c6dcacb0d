import type { Check } from '../result/result.ts'
import { AdviceOnce } from './advice-words.ts'
import { type CheckTexts, checkTexts, checkTitle } from './check-texts.ts'
import { left, right, widthOf } from './columns.ts'
import { detectableCell } from './detectable.ts'
import { clean } from './escape.ts'
import { checkEvidence } from './evidence.ts'
import type { ShortNames } from './name.ts'
import type { Paint } from './paint.ts'
import { PLAIN } from './pen.ts'
import { soleCause } from './start.ts'
import { needsAttention, type Status, statusOf, valuesOf } from './status.ts'
import { causeLines, causeWidths, INDENT } from './terminal-causes.ts'

/** The checks as a table with their causes below them. */

const PASSES_SHOWN = 40

interface Row {
  readonly check: Check
  readonly status: Status
  readonly title: string
  readonly texts: CheckTexts
}

/** One block for each check that a reader has to look at, then the others line by line. */
export function checkLines(checks: readonly Check[], names: ShortNames, ink: Paint): readonly string[] {
  if (checks.length === 0) return []
  const rows = checks.map(
    (check): Row => ({
      check,
      status: statusOf(check),
      title: checkTitle(check, checks, PLAIN),
      texts: checkTexts(check, names, PLAIN),
    }),
  )
  const isBlock = ({ check, texts }: Row) => needsAttention(check) || texts.notes.length > 0
  const attention = rows.filter(isBlock)
  const others = rows.filter((row) => !isBlock(row))
  const shown = [...attention, ...others.slice(0, PASSES_SHOWN)]
  const table = layOut(shown)
  const causes = causeWidths(attention.map(({ check }) => check))
  const advice = new AdviceOnce()
  const lines = [table.header]
  for (const row of attention) {
    const evidence = soleCause(row.check) === null ? checkEvidence(row.check, PLAIN).join('  ') : ''
    lines.push(table.line(row, ink), ...(evidence === '' ? [] : [INDENT + evidence]))
    lines.push(...causeLines(row.check, causes, names, { ink, advice }))
    lines.push(...row.texts.notes.map((note) => `${INDENT}${note}`), '')
  }
  for (const row of others.slice(0, PASSES_SHOWN)) {
    lines.push(table.line(row, ink))
  }
  if (others.length > PASSES_SHOWN)
    lines.push(`${INDENT}… ${others.length - PASSES_SHOWN} more checks without a complaint`)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

interface Table {
  readonly header: string
  line(row: Row, ink: Paint): string
}

function layOut(rows: readonly Row[]): Table {
  const column = (header: string, cell: (row: Row) => string) => widthOf([header, ...rows.map(cell)])
  const mark = ({ status }: Row) => `${status.sign} ${status.word}`
  const rule = ({ check }: Row) => clean(check.rule)
  const widths = {
    mark: column('', mark),
    title: column('check', ({ title }) => title),
    delta: column('change', ({ texts }) => texts.delta),
    relative: column('', ({ texts }) => texts.relative),
    values: column('baseline → candidate', ({ texts }) => texts.values),
    limit: column('limit', ({ texts }) => texts.limit),
    noise: column('noise', ({ texts }) => noiseCell(texts)),
    sees: column('', seesCell) === 0 ? 0 : column(SEES, seesCell),
  }
  const join = (
    mark: string,
    title: string,
    change: string,
    values: string,
    limit: string,
    noise: string,
    sees: string,
    rule: string,
  ) => [mark, title, change, values, limit, noise, ...(widths.sees === 0 ? [] : [sees]), rule].join('  ')
  return {
    header: join(
      ' '.repeat(widths.mark),
      left('check', widths.title),
      left(right('change', widths.delta), widths.delta + 2 + widths.relative),
      right('baseline → candidate', widths.values),
      right('limit', widths.limit),
      right('noise', widths.noise),
      right(SEES, widths.sees),
      'rule',
    ),
    line: (row, ink) => {
      const { status, title, texts } = row
      const colour = ink[status.colour]
      const change = `${right(texts.delta, widths.delta)}  ${left(texts.relative, widths.relative)}`
      return join(
        colour(left(mark(row), widths.mark)),
        ink.bold(left(title, widths.title)),
        needsAttention(row.check) ? colour(change) : change,
        right(texts.values, widths.values),
        right(texts.limit, widths.limit),
        right(noiseCell(texts), widths.noise),
        right(seesCell(row), widths.sees),
        rule(row),
      )
    },
  }
}

/** The header says "noise" already. */
function noiseCell({ noise }: CheckTexts): string {
  return noise.replace(/^noise (of the total )?/, '')
}

/** Header of the growth from which on a check that passed would have failed. */
const SEES = 'seen from'

function seesCell({ check }: Row): string {
  return valuesOf(check) === 'both' ? detectableCell(check) : ''
}
