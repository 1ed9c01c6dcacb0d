import type { Profile } from '../../src/model/profile.ts'

export interface SampleLineOptions {
  /** With `@file:line` after each name; the file without its folders. */
  readonly places?: boolean
  /** Without the runtime's frames at the leaf, as Go's text forms print stacks that have others. */
  readonly hideRuntime?: boolean
}

/**
 * The samples of a profile as text, in the notation of `textProfile`: stack from the root, values, then labels as
 * `key=text` or `key=5 unit`. `>` joins what is inlined, `?` is a nameless frame, `-` no stack.
 */
export function sampleLines(profile: Profile, options: SampleLineOptions = {}): readonly string[] {
  const { samples } = profile
  return Array.from({ length: samples.count }, (_, sample) => {
    const values = samples.values.map((column) => column[sample])
    return [stackText(profile, sample, options), ...values, ...labelTexts(profile, sample)].join(' ')
  })
}

function stackText(profile: Profile, sample: number, { places = false, hideRuntime = false }: SampleLineOptions) {
  const { samples, locations } = profile
  const { stackStart, stack } = samples
  const found = Array.from(stack.slice(stackStart[sample], stackStart[sample + 1]), (location) => {
    const [start, end] = [locations.lineStart[location]!, locations.lineStart[location + 1]!]
    return Array.from({ length: end - start }, (_, at) => lineText(profile, start + at, places))
  })
  const shown = hideRuntime ? withoutRuntimeLeaf(found) : found
  const texts = shown.map((lines) => (lines.length === 0 ? '?' : lines.toReversed().join(' > ')))
  return texts.length === 0 ? '-' : texts.toReversed().join(';')
}

function lineText({ functions, strings, locations }: Profile, line: number, places: boolean): string {
  const row = locations.lineFunction[line]!
  const name = strings.text(functions.name[row]!)
  if (name === '') return '?'
  const file = strings.text(functions.fileName[row]!).replace(/^.*\//, '')
  return places ? `${name}@${file}:${locations.lineNumber[line]}` : name
}

function withoutRuntimeLeaf(stack: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const isRuntime = (line: string) => /^(internal\/)?runtime[./]/.test(line) && !line.startsWith('runtime/')
  const from = stack.findIndex((lines) => !lines.every(isRuntime))
  const [leaf, ...rest] = from === -1 ? [] : stack.slice(from)
  return leaf === undefined ? stack : [leaf.slice(leaf.findIndex((line) => !isRuntime(line))), ...rest]
}

function labelTexts({ samples, strings }: Profile, sample: number): readonly string[] {
  const { labelStart, labels } = samples
  const rows = Array.from(
    { length: labelStart[sample + 1]! - labelStart[sample]! },
    (_, at) => labelStart[sample]! + at,
  )
  return rows.map((row) => {
    const number = `${labels.number[row]} ${strings.text(labels.unit[row]!)}`.trim()
    return `${strings.text(labels.key[row]!)}=${labels.text[row] === 0 ? number : strings.text(labels.text[row]!)}`
  })
}
