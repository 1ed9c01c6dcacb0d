import {
  delimited,
  type Field,
  fixed32,
  fixed64,
  message,
  nested,
  packed,
  raw,
  varint,
} from '../support/wire-writer.ts'

/** What google/pprof accepts and refuses, case by case; also put to `go tool pprof` itself where there is Go. */
export type AcceptanceCase = readonly [name: string, bytes: Uint8Array, outcome: string]

/** A valid profile in parts; a case replaces some of them. The numbers are the byte at which each part starts. */
const PARTS = {
  /* 0 */ type: [nested(1, varint(1, 1), varint(2, 2))],
  /* 6 */ sample: [nested(2, packed(1, [1]), packed(2, [5]))],
  /* 14 */ mapping: [nested(3, varint(1, 1))],
  /* 18 */ location: [nested(4, varint(1, 1), varint(2, 1), nested(4, varint(1, 1)))],
  /* 28 */ function: [nested(5, varint(1, 1), varint(2, 3))],
  /* 34 */ strings: ['', 'space', 'bytes', 'main.main'].map((text) => delimited(6, text)),
  /* 61 */ more: [],
}

type Parts = Readonly<Partial<Record<keyof typeof PARTS, readonly Field[]>>>

function profile(parts: Parts): Uint8Array {
  return message(...Object.values({ ...PARTS, ...parts }).flat())
}

const TYPE = nested(1, varint(1, 1), varint(2, 2))
const LARGEST_ID = 2n ** 64n - 1n

/** Unknown fields of every wire type. */
const UNKNOWN = [varint(99, 1), fixed64(98), delimited(97, 'new'), fixed32(96)]

const sample = (...fields: readonly Field[]): Parts => ({ sample: [nested(2, ...fields)] })
const label = (...fields: readonly Field[]) => sample(packed(1, [1]), packed(2, [5]), nested(3, ...fields))
const location = (...fields: readonly Field[]): Parts => ({ location: [nested(4, ...fields)] })
const line = (...fields: readonly Field[]) => location(varint(1, 1), nested(4, ...fields))
const functions = (...fields: readonly Field[]): Parts => ({ function: [nested(5, ...fields)] })
const more = (...fields: readonly Field[]): Parts => ({ more: fields })

export const ACCEPTED: readonly AcceptanceCase[] = accepted({
  'a profile': {},
  'no samples': { sample: [] },
  'no samples and no sample types': { sample: [], type: [] },
  'a sample without locations': sample(packed(2, [5])),
  'a location without lines': location(varint(1, 1)),
  'a location of an unknown mapping': location(varint(1, 1), varint(2, 7), nested(4, varint(1, 1))),
  'a location of no mapping': location(varint(1, 1), nested(4, varint(1, 1))),
  'no mappings': { mapping: [] },
  'ids with gaps, up to the largest': {
    ...sample(packed(1, [LARGEST_ID, 2n ** 63n, 70_000]), packed(2, [5])),
    location: [LARGEST_ID, 2n ** 63n, 70_000].map((id) => nested(4, varint(1, id), nested(4, varint(1, LARGEST_ID)))),
    ...functions(varint(1, LARGEST_ID), varint(2, 3)),
  },
  'ids that are equal as doubles': {
    ...sample(packed(1, [2n ** 53n, 2n ** 53n + 1n]), packed(2, [5])),
    location: [2n ** 53n, 2n ** 53n + 1n].map((id) => nested(4, varint(1, id))),
  },
  'negative values': sample(packed(1, [1]), packed(2, [-5])),
  'two sample types of one name': { type: [TYPE, TYPE], ...sample(packed(1, [1]), packed(2, [5, 6])) },
  'a sample type without a name': { type: [nested(1)] },
  'a label of text and number': label(varint(1, 1), varint(2, 2), varint(3, 4)),
  'a label of a unit without a number': label(varint(1, 1), varint(4, 2)),
  'a label of a key alone': label(varint(1, 1)),
  'a text label whose unit does not exist': label(varint(1, 1), varint(2, 2), varint(4, 99)),
  'a string that is not UTF-8': { strings: [...PARTS.strings.slice(0, 3), delimited(6, Uint8Array.of(0xff, 0xfe))] },
  'a string twice': { strings: [...PARTS.strings, delimited(6, 'space')] },
  'a later string that is empty': { strings: [...PARTS.strings, delimited(6, '')] },
  'an address, a column, a start line, is_folded': {
    ...location(
      varint(1, 1),
      varint(3, 0xffffffffff600000n),
      nested(4, varint(1, 1), varint(2, 7), varint(3, 3)),
      varint(5, 1),
    ),
    ...functions(varint(1, 1), varint(2, 3), varint(5, 10)),
  },
  'flags of a mapping': { mapping: [nested(3, ...[1, 2, 3, 4, 7, 8, 9, 10].map((field) => varint(field, 1)))] },
  'doc_url, comments, drop_frames, keep_frames, default_sample_type': more(
    ...[7, 8, 14, 15].map((field) => varint(field, 1)),
    packed(13, [1, 2]),
    varint(13, 3),
  ),
  'unknown fields': {
    type: [nested(1, ...UNKNOWN, varint(1, 1), varint(2, 2))],
    ...sample(packed(1, [1]), packed(2, [5]), ...UNKNOWN, nested(3, ...UNKNOWN, varint(1, 1), varint(2, 2))),
    mapping: [nested(3, ...UNKNOWN, varint(1, 1))],
    ...location(varint(1, 1), ...UNKNOWN, nested(4, ...UNKNOWN, varint(1, 1))),
    ...functions(...UNKNOWN, varint(1, 1), varint(2, 3)),
    more: UNKNOWN,
  },
  'field 0': more(raw(0x00, 0x05)),
  'numbers that are not packed': sample(varint(1, 1), varint(1, 1), varint(2, 5)),
  'runs that are split and mixed': sample(varint(1, 1), packed(1, [1, 1]), packed(2, []), varint(2, 5), packed(1, [1])),
  'a time that is given twice, first as 0': more(raw(0x48, 0x00), varint(9, 5)),
  'other numbers that are given twice': more(...[10, 12].flatMap((field) => [varint(field, 1), varint(field, 2)])),
  'a period type that is given twice, first a wrong one': more(nested(11, varint(1, 99)), nested(11, varint(1, 1))),
})

export const REFUSED: readonly AcceptanceCase[] = refused({
  'samples without a sample type': [{ type: [] }, 'invalid no-sample-type Sample.value 0'],
  'fewer values than types': [{ type: [TYPE, TYPE] }, 'invalid value-count Sample.value 12'],
  'more values than types': [sample(packed(1, [1]), packed(2, [5, 6])), 'invalid value-count Sample.value 6'],
  'no values': [sample(packed(1, [1])), 'invalid value-count Sample.value 6'],
  'a sample of location 0': [sample(packed(1, [0]), packed(2, [5])), 'invalid unknown-location Sample.location_id 6'],
  'a sample of an unknown location': [
    sample(packed(1, [2]), packed(2, [5])),
    'invalid unknown-location Sample.location_id 6',
  ],
  'an unknown location that is equal as a double': [
    { ...sample(packed(1, [2n ** 53n + 1n]), packed(2, [5])), ...location(varint(1, 2n ** 53n)) },
    'invalid unknown-location Sample.location_id 6',
  ],
  'an unknown location beside hashes': [
    { ...sample(packed(1, [LARGEST_ID]), packed(2, [5])), ...location(varint(1, LARGEST_ID - 1n)) },
    'invalid unknown-location Sample.location_id 6',
  ],
  'mapping 0': [{ mapping: [nested(3)] }, 'invalid id-zero Mapping.id 14'],
  'location 0, though unused': [{ location: [...PARTS.location, nested(4)] }, 'invalid id-zero Location.id 28'],
  'function 0, though unused': [{ function: [...PARTS.function, nested(5)] }, 'invalid id-zero Function.id 34'],
  'a mapping twice': [{ mapping: [...PARTS.mapping, ...PARTS.mapping] }, 'invalid duplicate-id Mapping.id 18'],
  'a location twice': [{ location: [...PARTS.location, ...PARTS.location] }, 'invalid duplicate-id Location.id 28'],
  'a function twice': [{ function: [...PARTS.function, ...PARTS.function] }, 'invalid duplicate-id Function.id 34'],
  'a hash twice': [
    { function: [...PARTS.function, nested(5, varint(1, LARGEST_ID)), nested(5, varint(1, LARGEST_ID))] },
    'invalid duplicate-id Function.id 47',
  ],
  'a line of no function': [line(varint(2, 5)), 'invalid unknown-function Line.function_id 18'],
  'a line of an unknown function': [line(varint(1, 9)), 'invalid unknown-function Line.function_id 18'],
  'a string beyond the table': [functions(varint(1, 1), varint(2, 4)), 'malformed string-index Function.name 28'],
  'a string before the table': [functions(varint(1, 1), varint(2, -1)), 'malformed string-index Function.name 28'],
  'a string far beyond the table': [
    functions(varint(1, 1), varint(2, 2n ** 32n)),
    'malformed string-index Function.name 28',
  ],
  'a system name beyond the table': [
    functions(varint(1, 1), varint(3, 4)),
    'malformed string-index Function.system_name 28',
  ],
  'a file name beyond the table': [
    functions(varint(1, 1), varint(4, 4)),
    'malformed string-index Function.filename 28',
  ],
  'a mapping file beyond the table': [
    { mapping: [nested(3, varint(1, 1), varint(5, 4))] },
    'malformed string-index Mapping.filename 14',
  ],
  'a build id beyond the table': [
    { mapping: [nested(3, varint(1, 1), varint(6, 4))] },
    'malformed string-index Mapping.build_id 14',
  ],
  'a sample type beyond the table': [{ type: [nested(1, varint(1, 4))] }, 'malformed string-index ValueType.type 0'],
  'a unit beyond the table': [{ type: [nested(1, varint(2, 4))] }, 'malformed string-index ValueType.unit 0'],
  'a period type beyond the table': [more(nested(11, varint(1, 4))), 'malformed string-index ValueType.type 61'],
  'a label key beyond the table': [label(varint(1, 4), varint(2, 1)), 'malformed string-index Label.key 6'],
  'the key of a label that is dropped': [label(varint(1, 4)), 'malformed string-index Label.key 6'],
  'a label text beyond the table': [label(varint(2, 4)), 'malformed string-index Label.str 6'],
  'a label unit beyond the table': [label(varint(3, 1), varint(4, 4)), 'malformed string-index Label.num_unit 6'],
  'drop_frames beyond the table': [more(varint(7, 4)), 'malformed string-index Profile.drop_frames 61'],
  'keep_frames beyond the table': [more(varint(8, 4)), 'malformed string-index Profile.keep_frames 61'],
  'a comment beyond the table': [more(varint(13, 1), packed(13, [2, 4])), 'malformed string-index Profile.comment 63'],
  'default_sample_type beyond the table': [
    more(varint(14, 4)),
    'malformed string-index Profile.default_sample_type 61',
  ],
  'doc_url beyond the table': [more(varint(15, 2n ** 40n)), 'malformed string-index Profile.doc_url 61'],
  'a first string that is not empty': [
    { strings: PARTS.strings.slice(1) },
    'malformed first-string Profile.string_table 34',
  ],
  'no strings': [{ strings: [] }, 'malformed string-index Profile.string_table 34'],
  'two profiles in a row, with times': [
    more(varint(9, 5), varint(9, 5)),
    'malformed concatenated Profile.time_nanos 63',
  ],
  'two profiles in a row, without times': [
    { type: [TYPE, ...PARTS.sample, TYPE] },
    'invalid value-count Sample.value 6',
  ],
  'a number as fixed64': [more(fixed64(12)), 'malformed wire-type Profile.period 62'],
  'a number as fixed32': [functions(fixed32(1)), 'malformed wire-type Function.id 31'],
  'a number as text': [more(delimited(10, 'x')), 'malformed wire-type Profile.duration_nanos 62'],
  'a flag of a mapping as text': [
    { mapping: [nested(3, varint(1, 1), delimited(7, ''))] },
    'malformed wire-type Mapping.#7 19',
  ],
  'an address as text': [location(varint(1, 1), delimited(3, '')), 'malformed wire-type Location.address 23'],
  'a column as text': [line(varint(1, 1), delimited(3, '')), 'malformed wire-type Line.column 27'],
  'is_folded as text': [location(varint(1, 1), delimited(5, '')), 'malformed wire-type Location.is_folded 23'],
  'a start line as text': [functions(varint(1, 1), delimited(5, '')), 'malformed wire-type Function.start_line 33'],
  'a label number as text': [label(delimited(3, '')), 'malformed wire-type Label.num 17'],
  'a message as a number': [{ sample: [varint(2, 1)] }, 'malformed wire-type Profile.sample 7'],
  'a label as a number': [sample(packed(1, [1]), packed(2, [5]), varint(3, 1)), 'malformed wire-type Sample.label 15'],
  'a line as a number': [location(varint(1, 1), varint(4, 1)), 'malformed wire-type Location.line 23'],
  'a string as a number': [more(varint(6, 1)), 'malformed wire-type Profile.string_table 62'],
  'values as fixed64': [sample(packed(1, [1]), fixed64(2)), 'malformed wire-type Sample.value 12'],
  'locations as fixed32': [sample(fixed32(1), packed(2, [5])), 'malformed wire-type Sample.location_id 9'],
  'a comment as fixed64': [more(fixed64(13)), 'malformed wire-type Profile.comment 62'],
  'a group': [more(raw(0xa3, 0x06, 0xa4, 0x06)), 'malformed wire-type Profile.#100 63'],
  'a group inside a message': [functions(raw(0xa3, 0x06), varint(1, 1)), 'malformed wire-type Function.#100 32'],
  'wire type 6': [more(raw(0x66)), 'malformed wire-type Profile.period 62'],
  'a number of eleven bytes': [more(raw(0x60, ...Array(10).fill(0x80), 0)), 'malformed long-varint Profile.period 62'],
  'a number that the data end in': [more(raw(0x60, 0x80)), 'malformed truncated-varint Profile.period 63'],
  'a packed run that ends in a number': [
    sample(delimited(1, Uint8Array.of(0x81)), packed(2, [5])),
    'malformed truncated-varint Sample.location_id 11',
  ],
  'a message longer than the data': [more(raw(0x2a, 2, 0x08)), 'malformed length-beyond-end Profile.function 62'],
  'a message longer than the one around it': [
    line(raw(0x08, 1), raw(0x22, 9)),
    'malformed length-beyond-end Line.#4 27',
  ],
  'an unknown field that is cut off': [more(raw(0xa1, 0x06, 0, 0)), 'malformed truncated-field Profile.#100 63'],
})

function accepted(cases: Readonly<Record<string, Parts>>): readonly AcceptanceCase[] {
  return Object.entries(cases).map(([name, parts]) => [name, profile(parts), 'accepted'])
}

function refused(cases: Readonly<Record<string, readonly [Parts, string]>>): readonly AcceptanceCase[] {
  return Object.entries(cases).map(([name, [parts, reason]]) => [name, profile(parts), reason])
}
