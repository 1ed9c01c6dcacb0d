import { IndexColumnBuilder, type Int } from '../model/int64.ts'
import type { Profile, SampleType } from '../model/profile.ts'
import { StringTable } from '../model/string-table.ts'
import { DecodeError } from './decode-error.ts'
import { SampleReader } from './pprof-samples.ts'
import { checkString, FunctionReader, LocationReader, MappingReader } from './pprof-tables.ts'
import { WireReader } from './wire.ts'

/** An index into the string table that is not looked up yet; `offset` is the byte of its field. */
interface RawText {
  readonly index: number
  readonly offset: number
}

const NO_TEXT: RawText = { index: 0, offset: 0 }

/** A ValueType whose strings are not looked up yet; `offset` is the byte of its message. */
interface RawType {
  readonly type: number
  readonly unit: number
  readonly offset: number
}

/**
 * profile.proto of google/pprof, as Go, Rust, Node, Python, Java, .NET and eBPF profilers write it.
 *
 * Two walks over the top level: the first reads the tables and steps over samples, the second reads the samples, whose
 * ids then resolve at once (Go writes the string table last). Accepts and refuses what `profile.Parse` of google/pprof
 * does; every refusal names the field and the byte of the inflated data.
 * @throws {DecodeError} `malformed` or `invalid`.
 */
export function decodePprof(bytes: Uint8Array): Profile {
  const header = new HeaderReader()
  const span = header.walk(bytes)
  const strings = header.strings(bytes)
  const { functions, ids: functionIds } = header.functions.build(strings)
  const { mappings, ids: mappingIds } = header.mappings.build(strings)
  const { locations, ids: locationIds } = header.locations.build(mappingIds, functionIds)
  const valueType = ({ type, unit, offset }: RawType): SampleType => ({
    type: strings.text(checkString(strings, type, 'ValueType.type', offset)),
    unit: strings.text(checkString(strings, unit, 'ValueType.unit', offset)),
  })
  const text = ({ index, offset }: RawText, field: string) =>
    strings.text(checkString(strings, index, `Profile.${field}`, offset))
  const sampleTypes = header.sampleTypes.map(valueType)
  const samples = new SampleReader(sampleTypes.length, locationIds, strings, {
    samples: span.count,
    bytes: span.end - span.start,
  })
  readSamples(bytes, span, samples)
  return {
    sampleTypes,
    defaultSampleType: text(header.defaultSampleType, 'default_sample_type'),
    samples: samples.build(),
    locations,
    functions,
    mappings,
    strings,
    periodType: valueType(header.periodType),
    period: header.period,
    timeNs: header.timeNs,
    durationNs: header.durationNs,
    dropFrames: text(header.dropFrames, 'drop_frames'),
    keepFrames: text(header.keepFrames, 'keep_frames'),
    comments: header.comments.map((comment) => text(comment, 'comment')),
    docUrl: text(header.docUrl, 'doc_url'),
  }
}

/** From the first sample to the end of the last one, in bytes, and how many there are. */
interface SampleSpan {
  readonly count: number
  readonly start: number
  readonly end: number
}

class HeaderReader {
  readonly sampleTypes: RawType[] = []
  readonly functions = new FunctionReader()
  readonly mappings = new MappingReader()
  readonly locations = new LocationReader()
  periodType: RawType = { type: 0, unit: 0, offset: 0 }
  period: Int = 0
  timeNs: Int = 0
  durationNs: Int = 0
  dropFrames = NO_TEXT
  keepFrames = NO_TEXT
  defaultSampleType = NO_TEXT
  docUrl = NO_TEXT
  readonly comments: RawText[] = []
  private readonly stringStarts = new IndexColumnBuilder()
  private readonly stringLengths = new IndexColumnBuilder()

  walk(bytes: Uint8Array): SampleSpan {
    const reader = new WireReader(bytes)
    let start = -1
    let end = 0
    let count = 0
    for (;;) {
      const offset = reader.pos
      if (!reader.next()) break
      if (reader.field === 2) {
        reader.leave(reader.enter())
        if (start === -1) start = offset
        end = reader.pos
        count++
      } else {
        this.readField(reader, offset)
        reader.message = 'Profile'
      }
    }
    return { count, start: start === -1 ? end : start, end }
  }

  private readField(reader: WireReader, offset: number): void {
    switch (reader.field) {
      case 1:
        this.sampleTypes.push(readValueType(reader, offset))
        break
      case 3:
      case 4:
      case 5: {
        const table = reader.field === 3 ? this.mappings : reader.field === 4 ? this.locations : this.functions
        const outer = reader.enter()
        table.read(reader, offset)
        reader.leave(outer)
        break
      }
      case 6: {
        const outer = reader.enter()
        if (this.stringStarts.count === 0 && reader.pos !== reader.len) throw reader.malformed('first-string', offset)
        this.stringStarts.push(reader.pos)
        this.stringLengths.push(reader.len - reader.pos)
        reader.leave(outer)
        break
      }
      case 7:
        this.dropFrames = { index: reader.stringIndex(), offset }
        break
      case 8:
        this.keepFrames = { index: reader.stringIndex(), offset }
        break
      case 9:
        if (this.timeNs !== 0) throw reader.malformed('concatenated', offset)
        this.timeNs = reader.scalar()
        break
      case 10:
        this.durationNs = reader.scalar()
        break
      case 11:
        this.periodType = readValueType(reader, offset)
        break
      case 12:
        this.period = reader.scalar()
        break
      case 13:
        this.readComments(reader, offset)
        break
      case 14:
        this.defaultSampleType = { index: reader.stringIndex(), offset }
        break
      case 15:
        this.docUrl = { index: reader.stringIndex(), offset }
        break
      default:
        reader.pass()
    }
  }

  private readComments(reader: WireReader, offset: number): void {
    const one = () => {
      const index = reader.int()
      this.comments.push({ index: typeof index === 'number' ? index : -1, offset })
    }
    if (!reader.packed) {
      one()
      return
    }
    const outer = reader.enter()
    while (reader.pos < reader.len) one()
    reader.leave(outer)
  }

  /** Every profile refers to the first string at least, so one without a table is refused, as pprof refuses it. */
  strings(bytes: Uint8Array): StringTable {
    if (this.stringStarts.count === 0) {
      throw new DecodeError('malformed', {
        detail: 'string-index',
        field: 'Profile.string_table',
        offset: bytes.length,
      })
    }
    return new StringTable(bytes, this.stringStarts.build(), this.stringLengths.build())
  }
}

function readValueType(reader: WireReader, offset: number): RawType {
  let type = 0
  let unit = 0
  const outer = reader.enter()
  reader.message = 'ValueType'
  while (reader.next()) {
    if (reader.field === 1) type = reader.stringIndex()
    else if (reader.field === 2) unit = reader.stringIndex()
    else reader.pass()
  }
  reader.leave(outer)
  return { type, unit, offset }
}

function readSamples(bytes: Uint8Array, span: SampleSpan, samples: SampleReader): void {
  const reader = new WireReader(bytes)
  reader.pos = span.start
  reader.len = span.end
  for (;;) {
    const offset = reader.pos
    if (!reader.next()) break
    if (reader.field !== 2) {
      reader.pass()
      continue
    }
    const outer = reader.enter()
    samples.read(reader, offset)
    reader.leave(outer)
    reader.message = 'Profile'
  }
}
