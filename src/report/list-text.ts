import { clean } from './escape.ts'
import { type Listing, listLayout } from './list-columns.ts'

/** Annotated source as `go tool pprof -list` prints it; of two profiles with both sides beside the deltas. */
export function renderListText(listing: Listing): string {
  const { metric, total, head, functions } = listLayout(listing)
  const routines = functions.flatMap(({ name, file, sums, notes, lines }) => {
    if (file === '') return [`No source information for ${name}`]
    return [
      `ROUTINE ======================== ${name} in ${file}`,
      ...(head === null ? [] : [head]),
      sums,
      ...notes.map((note) => ` ${note}`),
      ...lines,
    ]
  })
  return `${[`Type: ${clean(metric)}`, `Total: ${total}`, ...routines].join('\n')}\n`
}
