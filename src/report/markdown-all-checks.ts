import type { Check } from '../result/result.ts'
import { causeName } from './cause-texts.ts'
import { checkTexts, checkTitle, groupTitle } from './check-texts.ts'
import { detectableText } from './detectable.ts'
import { runsOfRow } from './evidence.ts'
import { plural } from './group.ts'
import type { Page } from './markdown-page.ts'
import { whereElse } from './markdown-rows.ts'
import { word } from './pen.ts'
import { sentence } from './sentence.ts'
import { sparkline } from './sparkline.ts'
import { soleCause } from './start.ts'
import { needsAttention, statusOf, valuesOf } from './status.ts'

/** Every check on a line of its own, those that passed as well; a page with room has it where a comment folds the rest. */
export function allChecks(page: Page): string {
  const { checks, plan, pen } = page
  if (checks.length === 0 || plan.rows === 0) return ''
  const shown = checks.slice(0, plan.rows)
  const more = checks.length - shown.length
  const rows = shown.map((check) => checkCells(page, check))
  // Where each side has one run, there is nothing to draw.
  const width = rows.some((cells) => cells.at(-1) !== '') ? 7 : 6
  const line = (cells: readonly string[]) => `| ${cells.slice(0, width).join(' | ')} |`
  return [
    pen.strong('All checks'),
    [
      line([
        '',
        'Check',
        `Baseline → ${pen.candidate}`,
        'Change',
        'Limit',
        'Noise',
        `Runs: baseline, ${pen.candidate}`,
      ]),
      line([':-:', ':--', '--:', '--:', '--:', '--:', ':--']),
      ...rows.map(line),
      ...(more > 0 ? [line(['', `… ${plural(more, 'more check')}, ${whereElse(page)}`, '', '', '', '', ''])] : []),
    ].join('\n'),
  ].join('\n\n')
}

function checkCells(page: Page, check: Check): readonly string[] {
  const { pen, names, checks } = page
  const texts = checkTexts(check, names, pen)
  const sole = soleCause(check)
  const title =
    sole === null
      ? checkTitle(check, checks, pen)
      : groupTitle(check, checks, pen.code(causeName(sole, check, names)), pen)
  const small = [
    `rule ${word(check.rule, pen)}`,
    valuesOf(check) === 'both' ? (detectableText(check, pen) ?? '') : '',
  ].filter((part) => part !== '')
  // What is to be said of the others stands above.
  const notes = needsAttention(check) ? [] : texts.notes.map(sentence)
  const what = [title, ...notes, `<sub>${small.join(' · ')}</sub>`]
  const runs = runsOfRow(check)
  const bars = runs === null ? null : sparkline(check, runs)
  return [
    statusOf(check).icon,
    what.join('<br>'),
    texts.values,
    texts.delta + (texts.relative === '' ? '' : ` (${texts.relative})`),
    texts.limit,
    texts.noise.replace(/^noise /, ''),
    bars === null ? '' : pen.code(bars),
  ]
}
