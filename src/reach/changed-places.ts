import { type ChangedLines, type FileChange, holdsLine, type LineRange, touchesRange } from './changed-lines.ts'
import { goFunctions } from './go-functions.ts'

/** A place as a profile names it. */
export interface ProfilePlace {
  readonly file: string | null
  readonly line: number | null
}

/** What a change did to a place: to its very line, or to another one of its function; `none` if nothing is known. */
export type PlaceChange = 'line' | 'function' | 'none'

export interface ChangedPlacesParts {
  readonly lines: ChangedLines
  /** Path in the repository of a file that a profile names; null if it has none. */
  readonly pathOf: (file: string) => string | null
  /** Text of a file as it is after the change; null if it cannot be had. `path`: in the repository. */
  readonly sourceOf: (path: string) => string | null
}

/** What a change of a repository did to the places of a profile. */
export class ChangedPlaces {
  private readonly parts: ChangedPlacesParts
  private readonly functions = new Map<string, readonly LineRange[]>()

  constructor(parts: ChangedPlacesParts) {
    this.parts = parts
  }

  at(place: ProfilePlace): PlaceChange {
    const path = this.changedPath(place)
    const change = path === null ? null : this.parts.lines.of(path)
    if (path === null || change === null || change.kind === 'unknown') return 'none'
    const { line } = place
    if (change.kind === 'whole') return line === null ? 'function' : 'line'
    if (line === null) return 'none'
    if (holdsLine(change.added, line)) return 'line'
    return holdsLine(this.changedFunctions(path, change), line) ? 'function' : 'none'
  }

  /** Path in the repository of a place whose line was changed; null for every other place. */
  changedLine(place: ProfilePlace): string | null {
    return place.line !== null && this.at(place) === 'line' ? this.changedPath(place) : null
  }

  private changedPath({ file }: ProfilePlace): string | null {
    const { lines, pathOf } = this.parts
    return file === null || !lines.hasBaseName(file) ? null : pathOf(file)
  }

  /** Only of Go: its functions can be told by their layout. */
  private changedFunctions(path: string, change: FileChange): readonly LineRange[] {
    const known = this.functions.get(path)
    if (known !== undefined) return known
    const source = path.endsWith('.go') ? this.parts.sourceOf(path) : null
    const found = source === null ? [] : goFunctions(source).filter((range) => touchesRange(range, change))
    this.functions.set(path, found)
    return found
  }
}
