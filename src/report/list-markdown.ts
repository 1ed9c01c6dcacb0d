import { code, fence } from './escape.ts'
import { type ListedFunction, type Listing, listLayout } from './list-columns.ts'

/** Names and paths are given whole: this page is asked for, not sent to everybody. */
const NAME_CODE_POINTS = 400

/** A section for each function, its source in a block. */
export function renderListMarkdown(listing: Listing): string {
  const { metric, total, head, functions } = listLayout(listing)
  const sections = functions.map((each) => section(each, head))
  return `${[`${code(metric)}: total ${code(total)}.`, ...sections].join('\n\n')}\n`
}

function section({ name, file, sums, notes, lines }: ListedFunction, head: string | null): string {
  const title = code(name, NAME_CODE_POINTS)
  if (file === '') return `No source information for ${title}.`
  const block = fence([
    ...(head === null ? [] : [head]),
    sums,
    ...notes.map((note) => ` ${note}`),
    ...lines.map(expand),
  ])
  return `${title} in ${code(file, NAME_CODE_POINTS)}\n\n${block}`
}

/** Tab stops would count from the start of the line, where the numbers are. */
function expand(line: string): string {
  return line.replaceAll('\t', '    ')
}
