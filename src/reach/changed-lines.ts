/** Lines of a file from the first to the last, 1-based, both of them in it. */
export interface LineRange {
  readonly first: number
  readonly last: number
}

/**
 * What a change does to one file, as the file is after it.
 * - `whole`: the file is new, so every line of it is.
 * - `lines`: `added` are new or changed, in their order; `cuts` are lines (0: the start) behind which others were taken
 *   out and none put in their place.
 * - `unknown`: it changed, and nobody tells where: a binary file, or a difference that is too large to be shown.
 */
export type FileChange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'lines'; readonly added: readonly LineRange[]; readonly cuts: readonly number[] }
  | { readonly kind: 'unknown' }

export interface ChangedFile {
  /** In the repository after the change: of a file that was renamed the new one. */
  readonly path: string
  readonly change: FileChange
}

/** The lines that a change of a repository touches, on the side of the candidate; files that it deletes have none. */
export class ChangedLines {
  private readonly changes: ReadonlyMap<string, FileChange>
  private readonly baseNames: ReadonlySet<string>

  constructor(files: readonly ChangedFile[]) {
    this.changes = new Map(files.map(({ path, change }) => [path, change]))
    this.baseNames = new Set(files.map(({ path }) => baseName(path)))
  }

  /** What was done to a file; null if nothing, or nobody knows of it. `path`: in the repository. */
  of(path: string): FileChange | null {
    return this.changes.get(path) ?? null
  }

  /** Whether a file of that name, wherever it lies, was touched: quick to ask for every file that a profile names. */
  hasBaseName(path: string): boolean {
    return this.baseNames.has(baseName(path))
  }
}

/** Of a path of any system. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

export function holdsLine(ranges: readonly LineRange[], line: number): boolean {
  return ranges.some(({ first, last }) => first <= line && line <= last)
}

/** Whether a change adds, changes or takes out lines of a range. */
export function touchesRange({ first, last }: LineRange, change: FileChange): boolean {
  if (change.kind !== 'lines') return change.kind === 'whole'
  const { added, cuts } = change
  return (
    added.some((range) => range.first <= last && first <= range.last) ||
    cuts.some((line) => first <= line && line < last)
  )
}
