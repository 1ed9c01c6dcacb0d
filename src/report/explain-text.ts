import type { Explanation } from '../result/explanation.ts'
import { left, right, widthOf } from './columns.ts'
import { clean } from './escape.ts'
import { type ExplainedBlock, explainedBlocks, introOf, timesInHundred } from './explain-layout.ts'
import { suggestionLines } from './explain-yaml.ts'
import { paint } from './paint.ts'
import { PLAIN } from './pen.ts'

const INDENT = '  '

/** What a policy can see, check by check, for a terminal. Lines are not wrapped. */
export function renderExplainText(explanation: Explanation, { colour }: { readonly colour: boolean }): string {
  const ink = paint(colour)
  const blocks = explainedBlocks(explanation, PLAIN)
  const labels = blocks.flatMap(({ facts, table }) => [
    ...facts.map(([label]) => label),
    ...(table?.rows ?? []).map(({ label }) => label),
  ])
  const width = widthOf(labels)
  const parts = [
    introOf(explanation),
    ...blocks.map((block) => [
      `${ink.bold(clean(block.rule))}  ${block.title}`,
      ...block.facts.map(([label, text]) => `${INDENT}${left(label, width)}  ${text}`),
      ...tableLines(block, width),
    ]),
    silentLines(explanation),
    limitLines(explanation),
  ]
  const text = parts.filter((lines) => lines.length > 0).map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
  return `${text.join('\n\n')}\n`
}

function tableLines({ table }: ExplainedBlock, labelWidth: number): readonly string[] {
  if (table === null) return []
  const { shares, rows } = table
  const widths = shares.map((head, at) => widthOf([head, ...rows.map(({ cells }) => cells[at] ?? '')]))
  const line = (label: string, cells: readonly string[]) =>
    `${INDENT}${left(label, labelWidth)}  ${widths.map((width, at) => right(cells[at] ?? '', width)).join('  ')}`
  return [line('', shares), ...rows.map(({ label, cells }) => line(label, cells))]
}

function silentLines({ silentRules }: Explanation): readonly string[] {
  return silentRules.length === 0 ? [] : [`Rules that speak of no profile here: ${silentRules.map(clean).join(', ')}`]
}

function limitLines({ suggestions, confidence }: Explanation): readonly string[] {
  if (suggestions.length === 0) return []
  return [
    `Limits that identical code would pass ${timesInHundred(confidence)}, rounded up. A wider limit only silences; a sharper measurement sees more.`,
    'rules:',
    ...suggestionLines(suggestions).map(clean),
  ]
}
