/**
 * Something to be said, as data: a code with its arguments and no prose. Surfaces word it (`report/words.ts`).
 * Problems, warnings, reasons and refusals all have this shape.
 */
export interface Notice<Code extends string = string> {
  readonly code: Code
  readonly args: Readonly<Record<string, string | number | boolean>>
}

export function notice<Code extends string>(code: Code, args: Notice['args'] = {}): Notice<Code> {
  return { code, args }
}
