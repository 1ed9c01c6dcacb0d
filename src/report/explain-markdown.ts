import type { Explanation } from '../result/explanation.ts'
import { code, fence } from './escape.ts'
import { type ExplainedTable, explainedBlocks, introOf, timesInHundred } from './explain-layout.ts'
import { suggestionLines } from './explain-yaml.ts'
import { markdownPen } from './pen.ts'

/** What a policy can see: a section for each check. */
export function renderExplainMarkdown(explanation: Explanation): string {
  const { silentRules, suggestions, confidence } = explanation
  const sections = explainedBlocks(explanation, markdownPen('the candidate')).flatMap(
    ({ rule, title, facts, table }) => [
      `### ${code(rule)}: ${title.replaceAll('**', '')}`,
      facts.map(([label, text]) => `- ${label}: ${text}`).join('\n'),
      ...(table === null ? [] : [tableText(table)]),
    ],
  )
  const silent = silentRules.map((name) => code(name)).join(', ')
  const parts = [
    introOf(explanation).join(' '),
    ...sections,
    ...(silent === '' ? [] : [`Rules that speak of no profile here: ${silent}`]),
    ...(suggestions.length === 0
      ? []
      : [
          `### Limits that identical code would pass ${timesInHundred(confidence)}, rounded up`,
          fence(['rules:', ...suggestionLines(suggestions)], 'yaml'),
          'A wider limit only silences; a sharper measurement sees more.',
        ]),
  ]
  return `${parts.join('\n\n')}\n`
}

function tableText({ shares, rows }: ExplainedTable): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(['growth', ...shares]),
    row([':--', ...shares.map(() => '--:')]),
    ...rows.map(({ label, cells }) => row([label, ...cells])),
  ].join('\n')
}
