import { IndexColumnBuilder, IntColumnBuilder } from '../model/int64.ts'
import type { FunctionColumns, LocationColumns, Mapping } from '../model/profile.ts'
import type { StringTable } from '../model/string-table.ts'
import { DecodeError } from './decode-error.ts'
import { IdTable, unsigned } from './id-table.ts'
import type { WireReader } from './wire.ts'

/**
 * Checks an index into the string table; the field and byte are those of the message that holds it. An index that no
 * table can have (-1) is beyond every table too when it comes out of an unsigned column.
 */
export function checkString(strings: StringTable, index: number, field: string, offset: number): number {
  if (index >= 0 && index < strings.count) return index
  throw new DecodeError('malformed', { detail: 'string-index', field, offset })
}

/** Collects Function messages; names are checked by `build`, for the string table often comes last. */
export class FunctionReader {
  private readonly ids = new IntColumnBuilder()
  private readonly offsets = new IndexColumnBuilder()
  private readonly names = new IndexColumnBuilder()
  private readonly systemNames = new IndexColumnBuilder()
  private readonly fileNames = new IndexColumnBuilder()
  private readonly startLines = new IntColumnBuilder()

  read(reader: WireReader, offset: number): void {
    let id: number | bigint = 0
    let name = 0
    let systemName = 0
    let fileName = 0
    let startLine: number | bigint = 0
    reader.message = 'Function'
    while (reader.next()) {
      if (reader.field === 1) id = reader.unsignedScalar()
      else if (reader.field === 2) name = reader.stringIndex()
      else if (reader.field === 3) systemName = reader.stringIndex()
      else if (reader.field === 4) fileName = reader.stringIndex()
      else if (reader.field === 5) startLine = reader.scalar()
      else reader.pass()
    }
    this.ids.push(id)
    this.offsets.push(offset)
    this.names.push(name)
    this.systemNames.push(systemName)
    this.fileNames.push(fileName)
    this.startLines.push(startLine)
  }

  build(strings: StringTable): { readonly functions: FunctionColumns; readonly ids: IdTable } {
    const offsets = this.offsets.build()
    const checked = (column: IndexColumnBuilder, field: string) => {
      const indexes = column.build()
      for (let row = 0; row < indexes.length; row++) checkString(strings, indexes[row]!, field, offsets[row]!)
      return indexes
    }
    const functions = {
      count: this.names.count,
      name: checked(this.names, 'Function.name'),
      systemName: checked(this.systemNames, 'Function.system_name'),
      fileName: checked(this.fileNames, 'Function.filename'),
      startLine: this.startLines.build(),
    }
    return { functions, ids: new IdTable('Function', this.ids.build(), offsets) }
  }
}

export class MappingReader {
  private readonly ids = new IntColumnBuilder()
  private readonly offsets = new IndexColumnBuilder()
  private readonly fileNames: number[] = []
  private readonly buildIds: number[] = []

  read(reader: WireReader, offset: number): void {
    let id: number | bigint = 0
    let fileName = 0
    let buildId = 0
    reader.message = 'Mapping'
    while (reader.next()) {
      if (reader.field === 1) id = reader.unsignedScalar()
      else if (reader.field === 5) fileName = reader.stringIndex()
      else if (reader.field === 6) buildId = reader.stringIndex()
      // The other known fields are scalars; of the wrong wire type they are refused, as pprof refuses them.
      else if (reader.field >= 2 && reader.field <= 10) reader.scalar()
      else reader.pass()
    }
    this.ids.push(id)
    this.offsets.push(offset)
    this.fileNames.push(fileName)
    this.buildIds.push(buildId)
  }

  build(strings: StringTable): { readonly mappings: readonly Mapping[]; readonly ids: IdTable } {
    const offsets = this.offsets.build()
    const mappings = this.fileNames.map((fileName, row) => ({
      fileName: strings.text(checkString(strings, fileName, 'Mapping.filename', offsets[row]!)),
      buildId: strings.text(checkString(strings, this.buildIds[row]!, 'Mapping.build_id', offsets[row]!)),
    }))
    return { mappings, ids: new IdTable('Mapping', this.ids.build(), offsets) }
  }
}

/** Collects Location messages with their lines; ids of mappings and functions are resolved by `build`. */
export class LocationReader {
  private readonly ids = new IntColumnBuilder()
  private readonly offsets = new IndexColumnBuilder()
  private readonly mappingIds = new IntColumnBuilder()
  private readonly lineStart = new IndexColumnBuilder()
  private readonly functionIds = new IntColumnBuilder()
  private readonly lineNumbers = new IntColumnBuilder()
  private lineCount = 0

  read(reader: WireReader, offset: number): void {
    let id: number | bigint = 0
    let mappingId: number | bigint = 0
    this.lineStart.push(this.lineCount)
    reader.message = 'Location'
    while (reader.next()) {
      if (reader.field === 1) id = reader.unsignedScalar()
      else if (reader.field === 2) mappingId = reader.unsignedScalar()
      else if (reader.field === 4) {
        const outer = reader.enter()
        this.readLine(reader)
        reader.leave(outer)
        reader.message = 'Location'
      } else if (reader.field === 3 || reader.field === 5) reader.scalar()
      else reader.pass()
    }
    this.ids.push(id)
    this.offsets.push(offset)
    this.mappingIds.push(mappingId)
  }

  private readLine(reader: WireReader): void {
    let functionId: number | bigint = 0
    let line: number | bigint = 0
    reader.message = 'Line'
    while (reader.next()) {
      if (reader.field === 1) functionId = reader.unsignedScalar()
      else if (reader.field === 2) line = reader.scalar()
      else if (reader.field === 3) reader.scalar()
      else reader.pass()
    }
    this.functionIds.push(functionId)
    this.lineNumbers.push(line)
    this.lineCount++
  }

  build(mappingIds: IdTable, functionIds: IdTable): { readonly locations: LocationColumns; readonly ids: IdTable } {
    const offsets = this.offsets.build()
    const count = this.lineStart.count
    this.lineStart.push(this.lineCount)
    const lineStart = this.lineStart.build()
    const mappingColumn = this.mappingIds.build()
    const functionColumn = this.functionIds.build()
    const ids = this.ids.build()
    const lineFunction = new Uint32Array(this.lineCount)
    const mapping = new Int32Array(count)
    for (let location = 0; location < count; location++) {
      // An unknown mapping is tolerated, as pprof tolerates it.
      mapping[location] = mappingIds.row(unsigned(mappingColumn[location]!))
      for (let line = lineStart[location]!; line < lineStart[location + 1]!; line++) {
        const row = functionIds.row(unsigned(functionColumn[line]!))
        if (row === -1) {
          const place = { field: 'Line.function_id', offset: offsets[location]! }
          const args = { id: String(unsigned(ids[location]!)), function: String(unsigned(functionColumn[line]!)) }
          throw new DecodeError('invalid', { detail: 'unknown-function', ...args, ...place })
        }
        lineFunction[line] = row
      }
    }
    const locations = {
      count,
      mapping,
      lineStart,
      lineFunction,
      lineNumber: this.lineNumbers.build(),
    }
    return { locations, ids: new IdTable('Location', ids, offsets) }
  }
}
