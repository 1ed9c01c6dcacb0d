/** What is known of places beside the profiles; each may say that it is not. */
export interface PlaceFacts {
  /** Address of a line as a profile names it. */
  readonly url: (file: string, line: number | null) => string | null
  /** Path in the repository of a file as a profile names it. */
  readonly path: (file: string) => string | null
  /** What the change that is looked at did to a line: `line` if to itself, `function` if to another one of its function. */
  readonly change: (place: { readonly file: string; readonly line: number }) => 'line' | 'function' | 'none'
  /** Lines of a source file; null where the checkout has none. `name`: of a function in it. */
  readonly source: (name: string, file: string) => readonly string[] | null
}
