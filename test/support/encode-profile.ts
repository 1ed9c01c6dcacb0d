import { delimited, type Field, message, nested, packed, varint } from './wire-writer.ts'

type Int = number | bigint

/** A profile as data, with its ids as they are to stand in the file; nothing checks that they fit together. */
export interface PlainProfile {
  readonly sampleTypes?: readonly PlainType[]
  readonly samples?: readonly PlainSample[]
  readonly mappings?: readonly PlainMapping[]
  readonly locations?: readonly PlainLocation[]
  readonly functions?: readonly PlainFunction[]
  readonly dropFrames?: string
  readonly keepFrames?: string
  readonly timeNs?: Int
  readonly durationNs?: Int
  readonly periodType?: PlainType
  readonly period?: Int
  readonly comments?: readonly string[]
  readonly defaultSampleType?: string
  readonly docUrl?: string
}

export type PlainType = readonly [type: string, unit: string]

export interface PlainSample {
  /** Leaf first. */
  readonly locations: readonly Int[]
  readonly values: readonly Int[]
  readonly labels?: readonly PlainLabel[]
}

export interface PlainLabel {
  readonly key: string
  readonly text?: string
  readonly number?: Int
  readonly unit?: string
}

export interface PlainMapping {
  readonly id: Int
  readonly file?: string
  readonly buildId?: string
}

export interface PlainLocation {
  readonly id: Int
  readonly mapping?: Int
  readonly address?: Int
  /** Innermost inlined first. */
  readonly lines?: readonly PlainLine[]
}

export interface PlainLine {
  readonly function: Int
  readonly line?: Int
  readonly column?: Int
}

export interface PlainFunction {
  readonly id: Int
  readonly name?: string
  /** The same as the name unless said, as Go writes it. */
  readonly systemName?: string
  readonly file?: string
  readonly startLine?: Int
}

/** Bytes of a profile, not compressed; the string table comes last, as Go writes it. */
export function encodeProfile(plain: PlainProfile): Uint8Array {
  const strings = new Strings()
  const { text } = strings
  const type = (field: number, [name, unit]: PlainType) => nested(field, ...text(1, name), ...text(2, unit))
  const fields: Field[] = [
    ...(plain.sampleTypes ?? []).map((each) => type(1, each)),
    ...(plain.samples ?? []).map(({ locations, values, labels = [] }) =>
      nested(2, packed(1, locations), packed(2, values), ...labels.map((label) => labelField(label, strings))),
    ),
    ...(plain.mappings ?? []).map(({ id, file, buildId }) =>
      nested(3, ...int(1, id), ...text(5, file), ...text(6, buildId)),
    ),
    ...(plain.locations ?? []).map(({ id, mapping, address, lines = [] }) =>
      nested(
        4,
        ...int(1, id),
        ...int(2, mapping),
        ...int(3, address),
        ...lines.map((line) => nested(4, ...int(1, line.function), ...int(2, line.line), ...int(3, line.column))),
      ),
    ),
    ...(plain.functions ?? []).map(({ id, name, systemName = name, file, startLine }) =>
      nested(5, ...int(1, id), ...text(2, name), ...text(3, systemName), ...text(4, file), ...int(5, startLine)),
    ),
    ...text(7, plain.dropFrames),
    ...text(8, plain.keepFrames),
    ...int(9, plain.timeNs),
    ...int(10, plain.durationNs),
    ...(plain.periodType === undefined ? [] : [type(11, plain.periodType)]),
    ...int(12, plain.period),
    ...(plain.comments ?? []).flatMap((comment) => text(13, comment)),
    ...text(14, plain.defaultSampleType),
    ...text(15, plain.docUrl),
  ]
  return message(...fields, ...strings.fields())
}

function labelField({ key, text, number, unit }: PlainLabel, strings: Strings): Field {
  return nested(3, ...strings.text(1, key), ...strings.text(2, text), ...int(3, number), ...strings.text(4, unit))
}

/** Proto3 leaves zeroes out. */
function int(field: number, value: Int | undefined): readonly Field[] {
  return value === undefined || BigInt(value) === 0n ? [] : [varint(field, value)]
}

class Strings {
  private readonly indexOf = new Map([['', 0]])

  readonly text = (field: number, value: string | undefined): readonly Field[] => {
    if (value === undefined || value === '') return []
    const index = this.indexOf.get(value) ?? this.indexOf.size
    this.indexOf.set(value, index)
    return [varint(field, index)]
  }

  fields(): readonly Field[] {
    return [...this.indexOf.keys()].map((value) => delimited(6, value))
  }
}
