import type { FunctionId, Profile } from '../model/profile.ts'
import { printedFile, printedName } from './function-name.ts'
import type { OwnCode, Ownership } from './own.ts'
import { NO_TRIMMING, type PathTrimming } from './trim-path.ts'

const OWNERSHIPS: readonly Ownership[] = ['foreign', 'own', 'runtime']

/** What of the frames is looked at. */
export interface FrameView {
  /** Whether inlined functions are frames; else a location is its outermost line (pprof's -noinlines). */
  readonly inlines: boolean
  readonly trimming: PathTrimming
}

const PLAIN_VIEW: FrameView = { inlines: true, trimming: NO_TRIMMING }

/**
 * The frames of a profile: each line of a location is one (inlined frames are frames), and a location without lines
 * has one that is nameless. Frame numbers are valid only with their profile.
 */
export class Frames {
  readonly profile: Profile
  readonly count: number
  /** Location l owns frames `start[l] .. start[l + 1]`, innermost first. */
  readonly start: Uint32Array
  /** Function of a frame, -1 for a nameless one. */
  readonly functionOf: Int32Array
  /** Row of `Profile.mappings`, -1 for none. */
  readonly mappingOf: Int32Array
  private readonly lines: Float64Array
  private readonly trimming: PathTrimming
  private readonly names: (string | undefined)[]
  /** By number of the file name's string: many functions share one. */
  private readonly files: (string | undefined)[]
  private readonly binaries: (string | undefined)[] = []

  constructor(profile: Profile, { inlines, trimming }: FrameView = PLAIN_VIEW) {
    const { locations } = profile
    this.profile = profile
    this.trimming = trimming
    this.names = new Array(profile.functions.count)
    this.files = new Array(profile.strings.count)
    this.start = new Uint32Array(locations.count + 1)
    let count = 0
    for (let location = 0; location < locations.count; location++) {
      this.start[location] = count
      count += inlines ? Math.max(1, locations.lineStart[location + 1]! - locations.lineStart[location]!) : 1
    }
    this.start[locations.count] = count
    this.count = count
    this.functionOf = new Int32Array(count).fill(-1)
    this.mappingOf = new Int32Array(count)
    this.lines = new Float64Array(count)
    for (let location = 0, frame = 0; location < locations.count; location++) {
      const end = this.start[location + 1]!
      const lineEnd = locations.lineStart[location + 1]!
      let line = inlines ? locations.lineStart[location]! : Math.max(locations.lineStart[location]!, lineEnd - 1)
      for (; frame < end; frame++, line++) {
        this.mappingOf[frame] = locations.mapping[location]!
        if (line >= lineEnd) continue
        this.functionOf[frame] = locations.lineFunction[line]!
        this.lines[frame] = Number(locations.lineNumber[line]!)
      }
    }
  }

  /** As pprof prints it; a frame without a function is named after its binary. */
  name(frame: number): string {
    return this.isNameless(frame) ? this.binary(frame) : this.functionName(this.functionOf[frame]!)
  }

  /** Without a function, or with one that has no name; its `name` is that of its binary. */
  isNameless(frame: number): boolean {
    const id = this.functionOf[frame]!
    return id === -1 || this.functionName(id) === ''
  }

  private functionName(id: number): string {
    let name = this.names[id]
    if (name === undefined) {
      name = printedName(this.profile, id as FunctionId)
      this.names[id] = name
    }
    return name
  }

  /** Empty where the profile does not say. */
  file(frame: number): string {
    const id = this.functionOf[frame]!
    if (id === -1) return ''
    const text = this.profile.functions.fileName[id]!
    let file = this.files[text]
    if (file === undefined) {
      file = printedFile(this.profile, id as FunctionId, this.trimming)
      this.files[text] = file
    }
    return file
  }

  /** 0 where the profile does not say. */
  line(frame: number): number {
    return this.lines[frame]!
  }

  /** `[binary]` or `<unknown>`, as pprof names what has no symbol. */
  binary(frame: number): string {
    const mapping = this.mappingOf[frame]! + 1
    let binary = this.binaries[mapping]
    if (binary === undefined) {
      const fileName = this.profile.mappings[mapping - 1]?.fileName ?? ''
      binary = fileName === '' ? '<unknown>' : `[${fileName.slice(fileName.lastIndexOf('/') + 1)}]`
      this.binaries[mapping] = binary
    }
    return binary
  }

  /** Ownership of each frame, as an index that `OWN` and `RUNTIME` name. */
  ownership(ownCode: OwnCode): Uint8Array {
    const ofFunction = new Int8Array(this.profile.functions.count).fill(-1)
    const owners = new Uint8Array(this.count)
    for (let frame = 0; frame < this.count; frame++) {
      const id = this.functionOf[frame]!
      if (id === -1) continue
      if (ofFunction[id] === -1) ofFunction[id] = this.owner(frame, ownCode)
      owners[frame] = ofFunction[id]!
    }
    return owners
  }

  private owner(frame: number, ownCode: OwnCode): number {
    return this.isNameless(frame) ? FOREIGN : OWNERSHIPS.indexOf(ownCode(this.name(frame), this.file(frame)))
  }
}

const FOREIGN = OWNERSHIPS.indexOf('foreign')

export const OWN = OWNERSHIPS.indexOf('own')
export const RUNTIME = OWNERSHIPS.indexOf('runtime')
