import type { PatternFault } from './file-pattern.ts'
import type { CodeFrame } from './frame.ts'
import type { GlobFault } from './glob.ts'
import type { ForeignSyntax } from './regex.ts'
import type { Range } from './source.ts'

/** What can be wrong with a policy file, with what there is to say about each. Names and values are as written. */
export interface MistakeArgs {
  // The text
  readonly 'too-large': { readonly limitCharacters: number }
  readonly 'not-utf8': Nothing
  readonly 'control-character': { readonly character: string }

  // YAML
  readonly 'yaml-syntax': { readonly reason: string }
  readonly 'tab-indent': Nothing
  readonly 'stray-indent': { readonly key: string }
  readonly 'nested-pair': Nothing
  readonly unclosed: { readonly closer: string }
  readonly 'bad-escape': { readonly written: string }
  readonly 'reserved-start': { readonly character: string }
  readonly 'unknown-tag': { readonly tag: string }
  readonly 'several-documents': Nothing
  readonly 'unknown-alias': { readonly alias: string }
  readonly 'endless-alias': { readonly alias: string }
  readonly 'alias-expansion': { readonly limitValues: number }
  readonly 'too-deep': { readonly limitLevels: number }
  readonly 'merge-not-mapping': Nothing
  readonly 'key-not-text': Nothing
  readonly 'duplicate-key': { readonly key: string; readonly firstLine: number }
  readonly 'empty-file': Nothing
  readonly 'not-a-mapping': { readonly got: string }

  // Keys and types of values
  readonly 'unknown-key': {
    readonly key: string
    readonly near: string | null
    readonly belongs: string | null
    readonly known: readonly string[]
  }
  readonly 'missing-space': { readonly key: string; readonly value: string }
  readonly 'missing-key': { readonly key: string; readonly owner: string }
  readonly 'empty-value': { readonly key: string }
  readonly 'wrong-type': {
    readonly key: string
    /** Whether it is about an item of the list under the key. */
    readonly item: boolean
    readonly expected: string
    readonly got: string
    readonly instead: string | null
  }
  readonly 'unknown-value': {
    readonly key: string
    readonly value: string
    readonly near: string | null
    readonly known: readonly string[]
  }
  readonly 'unsupported-version': { readonly got: string }
  readonly 'empty-list': { readonly key: string }
  readonly 'out-of-range': { readonly key: string; readonly value: string; readonly range: string }

  // Single values
  readonly 'bad-name': { readonly name: string }
  readonly 'bad-quantity': { readonly text: string; readonly instead: string | null }
  readonly 'negative-quantity': { readonly text: string }
  readonly 'large-quantity': { readonly text: string }
  readonly 'bad-group': { readonly text: string; readonly near: string | null }
  readonly 'bad-regex': { readonly reason: string; readonly index: number; readonly foreign: ForeignSyntax | null }
  readonly 'bad-glob': { readonly glob: string; readonly fault: GlobFault }
  readonly 'bad-file-pattern': {
    readonly pattern: string
    readonly fault: PatternFault['kind']
    readonly placeholder: string | null
    readonly known: readonly string[]
  }
  readonly 'bad-date': { readonly text: string }
  readonly blank: { readonly key: string }

  // Values that do not go together
  readonly 'duplicate-name': { readonly name: string; readonly firstLine: number }
  readonly 'no-level': { readonly owner: string }
  readonly 'empty-part': { readonly key: string }
  readonly 'not-alone': { readonly key: string; readonly others: readonly string[] }
  readonly 'unit-mismatch': {
    readonly text: string
    readonly unit: string
    readonly metric: string
    readonly metricUnit: string
  }
  readonly 'mixed-units': { readonly text: string; readonly other: string }
  readonly 'unknown-metric': {
    readonly metric: string
    readonly kind: string
    readonly near: string | null
    readonly known: readonly string[]
  }
  readonly 'metric-needed': { readonly kind: string }
  readonly 'group-unfit': { readonly group: string; readonly kind: string }
  readonly 'no-groups': { readonly key: string }
  readonly 'no-frames': { readonly key: string; readonly kind: string }
  readonly 'selects-nothing': Nothing
  readonly 'several-subjects': { readonly keys: readonly string[] }
  readonly 'limited-deletion': Nothing
  readonly 'unknown-rule': { readonly name: string; readonly near: string | null }
}

type Nothing = Readonly<Record<string, never>>

export type MistakeCode = keyof MistakeArgs

/** One mistake by code and arguments, as other stages and result files carry it. */
export type MistakeDetail = {
  readonly [Code in MistakeCode]: { readonly code: Code; readonly args: MistakeArgs[Code] }
}[MistakeCode]

/** A mistake at its place in the text. */
export interface Found {
  readonly range: Range
  readonly detail: MistakeDetail
}

/** How a mistake is put into words. `message` and `hint` begin with a small letter and end without a stop. */
export interface MistakeWords {
  /** What is wrong. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string | null
  /** A few words to stand behind the mark under the line. */
  readonly note: string | null
}

/** A mistake as surfaces show it. Lines and columns count from 1; `endColumn` is the first one behind the mark. */
export type PolicyMistake = MistakeDetail &
  MistakeWords & {
    readonly file: string
    readonly line: number
    readonly column: number
    readonly endColumn: number
    readonly frame: CodeFrame
  }

export function mistake<Code extends MistakeCode>(range: Range, code: Code, args: MistakeArgs[Code]): Found {
  return { range, detail: { code, args } as MistakeDetail }
}
