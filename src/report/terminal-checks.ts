import type { Cause, Check } from '../result/result.ts'
import { causeDetails, causeDoubts, causeName, isChanged } from './cause-texts.ts'
import { type CheckTexts, checkTexts, checkTitle } from './check-texts.ts'
import { left, right, widthOf } from './columns.ts'
import { clean } from './escape.ts'
import type { ShortNames } from './name.ts'
import type { Paint } from './paint.ts'
import { PLAIN } from './pen.ts'
import { delta } from './quantity.ts'
import { relative, share } from './relative.ts'
import { listedCauses, sharesMakeSense, soleCause } from './start.ts'
import { needsAttention, type Status, statusOf } from './status.ts'

/** The checks as a table with their causes below them. */

const CAUSES_SHOWN = 5
const PASSES_SHOWN = 40
const INDENT = ' '.repeat(8)

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
  const lines = [table.header]
  for (const row of attention) {
    lines.push(table.line(row, ink), ...causeLines(row.check, causes, names, ink))
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
  }
  const join = (
    mark: string,
    title: string,
    change: string,
    values: string,
    limit: string,
    noise: string,
    rule: string,
  ) => `${mark}  ${title}  ${change}  ${values}  ${limit}  ${noise}  ${rule}`
  return {
    header: join(
      ' '.repeat(widths.mark),
      left('check', widths.title),
      left(right('change', widths.delta), widths.delta + 2 + widths.relative),
      right('baseline → candidate', widths.values),
      right('limit', widths.limit),
      right('noise', widths.noise),
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
        rule(row),
      )
    },
  }
}

/** The header says "noise" already. */
function noiseCell({ noise }: CheckTexts): string {
  return noise.replace(/^noise (of the total )?/, '')
}

interface CauseWidths {
  readonly delta: number
  readonly relative: number
}

function causeWidths(checks: readonly Check[]): CauseWidths {
  const shown = checks.flatMap((check) =>
    soleCause(check) === null
      ? listedCauses(check)
          .slice(0, CAUSES_SHOWN)
          .map((cause) => ({ check, cause }))
      : [],
  )
  return {
    delta: widthOf(shown.map(({ check, cause }) => delta(cause.delta, check, PLAIN))),
    relative: widthOf(shown.map(({ check, cause }) => relative(cause, check.unit, PLAIN))),
  }
}

function causeLines(check: Check, widths: CauseWidths, names: ShortNames, ink: Paint): readonly string[] {
  const sole = soleCause(check)
  const listed = listedCauses(check)
  const shown = sole === null ? listed.slice(0, CAUSES_SHOWN) : [sole]
  const nameWidth = widthOf(shown.map((cause) => causeName(cause, check, names)))
  const withShare = sharesMakeSense(check)
  const blank = ' '.repeat(INDENT.length + 4 + 2 + widths.delta + 2 + widths.relative + 2)
  const lines = shown.flatMap((cause) => {
    const numbers = [
      INDENT + right(withShare && cause.share !== null ? share(cause.share) : '', 4),
      right(delta(cause.delta, check, PLAIN), widths.delta),
      left(relative(cause, check.unit, PLAIN), widths.relative),
      '',
    ].join('  ')
    const name = left(causeName(cause, check, names), nameWidth)
    const line = `${sole === null ? numbers : blank}${name}  ${placeOf(cause, ink)}${isChanged(cause) ? ' *' : ''}`
    const doubts = sole === null ? causeDoubts(cause, check) : []
    return [line, ...[...causeDetails(cause, PLAIN, names), ...doubts].map((detail) => `${blank}  ${detail}`)]
  })
  const more = sole === null ? listed.length - shown.length : 0
  return more > 0 ? [...lines, `${blank}… ${more} more`] : lines
}

/** `path:line`, as terminals make it clickable. */
function placeOf({ file, line }: Cause, ink: Paint): string {
  return file === null ? '' : ink.cyan(`${clean(file)}${line === null ? '' : `:${line}`}`)
}
