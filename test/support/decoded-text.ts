import { decodeFile } from '../../src/decode/decode.ts'
import { DecodeError } from '../../src/decode/decode-error.ts'
import type { Profile } from '../../src/model/profile.ts'

/**
 * What a file holds, as lines: the kind, then for each run its sample types and its samples, stacks from the root to the
 * leaf. A file that is refused is one line.
 *
 *     cpu
 *     samples/count cpu/nanoseconds
 *     main@main.js:1;load@main.js:5 {state=idle} 2 2000
 */
export function decodedText(content: string | Uint8Array): readonly string[] {
  try {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return decodeFile(bytes).flatMap(({ kind, runs }) => [kind ?? 'unknown', ...runs.flatMap(runText)])
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const args = Object.entries(error.reason.args).map(([name, value]) => ` ${name}=${value}`)
    return [`refused: ${error.reason.code}${args.join('')}`]
  }
}

function runText(profile: Profile): readonly string[] {
  const { samples, sampleTypes } = profile
  const lines = Array.from({ length: samples.count }, (_, sample) => {
    const values = samples.values.map((column) => String(column[sample]))
    return [stackText(profile, sample), labelText(profile, sample), ...values].filter((part) => part !== '').join(' ')
  })
  return [sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' '), ...lines]
}

function stackText({ samples, locations, functions, strings }: Profile, sample: number): string {
  const stack = samples.stack.subarray(samples.stackStart[sample], samples.stackStart[sample + 1])
  const frames = Array.from(stack.toReversed(), (location) => {
    const row = locations.lineStart[location] ?? 0
    const id = locations.lineFunction[row] ?? 0
    const file = strings.text(functions.fileName[id] ?? 0)
    const line = String(locations.lineNumber[row])
    return strings.text(functions.name[id] ?? 0) + (file === '' ? '' : `@${file}:${line}`)
  })
  return frames.join(';')
}

function labelText({ samples, strings }: Profile, sample: number): string {
  const { labels, labelStart } = samples
  const texts = []
  for (let row = labelStart[sample] ?? 0; row < (labelStart[sample + 1] ?? 0); row++) {
    const [key, text] = [labels.key[row] ?? 0, labels.text[row] ?? 0]
    texts.push(`${strings.text(key)}=${text === 0 ? labels.number[row] : strings.text(text)}`)
  }
  return texts.length === 0 ? '' : `{${texts.join(' ')}}`
}
