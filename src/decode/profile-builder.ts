import { IndexColumnBuilder, type Int, IntColumnBuilder } from '../model/int64.ts'
import type { Profile, SampleType } from '../model/profile.ts'
import { StringTable } from '../model/string-table.ts'
import { SampleBuilder } from './sample-builder.ts'

/** A frame that a format of text or JSON names. */
export interface BuiltFrame {
  readonly name: string
  /** Empty where nobody says. */
  readonly file?: string
  /** 0 where nobody says. */
  readonly line?: number
}

/** A label of a sample: text, or a number in a unit. */
export type BuiltLabel =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly number: Int; readonly unit: string }

/** What a format says of the whole profile; what it leaves out is unknown. */
export type ProfileHeader = Partial<
  Pick<Profile, 'defaultSampleType' | 'periodType' | 'period' | 'timeNs' | 'durationNs' | 'comments' | 'operations'>
>

const NO_TYPE: SampleType = { type: '', unit: '' }

/** Row of `Profile.locations` of the profile that is built. */
export type LocationRow = number

/** Makes the columns of a profile, for the formats that are no protobuf. Equal strings, functions and places are one. */
export class ProfileBuilder {
  private readonly sampleTypes: readonly SampleType[]
  private readonly texts: string[] = ['']
  private readonly rowOfText = new Map<string, number>([['', 0]])
  private readonly rowOfFunction = new Map<string, number>()
  private readonly functionName: number[] = []
  private readonly functionFile: number[] = []
  private readonly rowOfLocation = new Map<string, LocationRow>()
  private readonly lineStart = new IndexColumnBuilder()
  private readonly lineFunction = new IndexColumnBuilder()
  private readonly lineNumber = new IntColumnBuilder()
  private readonly samples: SampleBuilder

  constructor(sampleTypes: readonly SampleType[]) {
    this.sampleTypes = sampleTypes
    this.samples = new SampleBuilder(sampleTypes.length, { samples: 16, frames: 64 })
  }

  /** The place of frames that are inlined into each other, innermost first; without any, of an unknown symbol. */
  location(frames: readonly BuiltFrame[]): LocationRow {
    const lines = frames.map(({ name, file = '', line = 0 }) => [this.functionRow(name, file), line] as const)
    const key = lines.map(([row, line]) => `${row}:${line}`).join(' ')
    const known = this.rowOfLocation.get(key)
    if (known !== undefined) return known
    const row = this.rowOfLocation.size
    this.rowOfLocation.set(key, row)
    this.lineStart.push(this.lineFunction.count)
    for (const [functionRow, line] of lines) {
      this.lineFunction.push(functionRow)
      this.lineNumber.push(line)
    }
    return row
  }

  /** @param stack Leaf first. @param values One for each sample type. */
  sample(stack: readonly LocationRow[], values: readonly Int[], labels: readonly BuiltLabel[] = []): void {
    this.samples.begin()
    for (const location of stack) this.samples.stack.push(location)
    for (const [column, builder] of this.samples.values.entries()) builder.push(values[column] ?? 0)
    for (const label of labels) {
      const key = this.textRow(label.key)
      if ('text' in label) this.samples.label(key, this.textRow(label.text), 0, 0)
      else this.samples.label(key, 0, label.number, this.textRow(label.unit))
    }
  }

  build(header: ProfileHeader = {}): Profile {
    this.lineStart.push(this.lineFunction.count)
    const functionCount = this.functionName.length
    return {
      sampleTypes: this.sampleTypes,
      defaultSampleType: '',
      samples: this.samples.build(),
      locations: {
        count: this.rowOfLocation.size,
        mapping: new Int32Array(this.rowOfLocation.size).fill(-1),
        lineStart: this.lineStart.build(),
        lineFunction: this.lineFunction.build(),
        lineNumber: this.lineNumber.build(),
      },
      functions: {
        count: functionCount,
        name: Uint32Array.from(this.functionName),
        systemName: Uint32Array.from(this.functionName),
        fileName: Uint32Array.from(this.functionFile),
        startLine: new Float64Array(functionCount),
      },
      mappings: [],
      strings: StringTable.of(this.texts),
      periodType: NO_TYPE,
      period: 0,
      timeNs: 0,
      durationNs: 0,
      dropFrames: '',
      keepFrames: '',
      comments: [],
      docUrl: '',
      ...header,
    }
  }

  private functionRow(name: string, file: string): number {
    const [nameRow, fileRow] = [this.textRow(name), this.textRow(file)]
    const key = `${nameRow} ${fileRow}`
    const known = this.rowOfFunction.get(key)
    if (known !== undefined) return known
    const row = this.functionName.length
    this.rowOfFunction.set(key, row)
    this.functionName.push(nameRow)
    this.functionFile.push(fileRow)
    return row
  }

  private textRow(text: string): number {
    const known = this.rowOfText.get(text)
    if (known !== undefined) return known
    const row = this.texts.length
    this.rowOfText.set(text, row)
    this.texts.push(text)
    return row
  }
}
