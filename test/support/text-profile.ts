import type { Profile } from '../../src/model/profile.ts'
import { decodeProfile } from './decode-profile.ts'
import { encodeProfile, type PlainLine, type PlainProfile, type PlainType } from './encode-profile.ts'

/**
 * A profile out of text, read by the real decoder. The first line has the sample types; each other line is a sample:
 *
 *     inuse_space/bytes inuse_objects/count
 *     main.main;main.load;lib.alloc 512 1        a stack from the root to the leaf, then the values
 *     main.main;main.load > lib.alloc 512 1      `>`: inlined into the function before it, so one location
 *     main.main@main.go:12;lib.alloc@alloc.go 5  with file and line
 *     main.main;[libc.so.6] 5                    no symbol, but a binary; `?` is a frame of which nothing is known
 *     - 7                                        no stack
 */
export function textProfile(text: string, more: PlainProfile = {}): Profile {
  return decodeProfile(encodeProfile(plainProfile(text, more)))
}

/** The same as the bytes of a file. */
export function textProfileBytes(text: string, more: PlainProfile = {}): Uint8Array {
  return encodeProfile(plainProfile(text, more))
}

export function plainProfile(text: string, more: PlainProfile = {}): PlainProfile {
  const [head, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const tables = new Tables()
  const samples = lines.map((line) => {
    const [, stack = '', values = ''] = /^(.*?)((?:\s+-?\d+)+)$/.exec(line) ?? []
    const frames = stack === '-' ? [] : stack.split(';')
    return {
      locations: frames.map((frame) => tables.location(frame)).reverse(),
      values: values.trim().split(/\s+/).map(BigInt),
    }
  })
  const sampleTypes = (head ?? '').split(/\s+/).map((type): PlainType => {
    const [name = '', unit = ''] = type.split('/')
    return [name, unit]
  })
  return { sampleTypes, samples, ...tables.plain(), ...more }
}

/** Tables of a profile that grow as frames are met; an id is the place in its table, from 1. */
class Tables {
  private readonly locations = new Map<string, { id: number; mapping: number; lines: PlainLine[] }>()
  private readonly functions = new Map<string, { id: number; name: string; file: string }>()
  private readonly mappings = new Map<string, { id: number; file: string }>()

  location(text: string): number {
    const known = this.locations.get(text)
    if (known !== undefined) return known.id
    const binary = /^\[(.*)\]$/.exec(text)?.[1]
    const mapping = binary === undefined ? 0 : this.mapping(binary)
    const lines = binary !== undefined || text === '?' ? [] : text.split(' > ').map((frame) => this.line(frame))
    const id = this.locations.size + 1
    this.locations.set(text, { id, mapping, lines: lines.reverse() })
    return id
  }

  private line(text: string): PlainLine {
    const [, name = '', file = '', line = '0'] = /^(.*?)(?:@(.*?)(?::(\d+))?)?$/.exec(text) ?? []
    const key = `${name}@${file}`
    const id = this.functions.get(key)?.id ?? this.functions.size + 1
    this.functions.set(key, { id, name, file })
    return { function: id, line: Number(line) }
  }

  private mapping(file: string): number {
    const id = this.mappings.get(file)?.id ?? this.mappings.size + 1
    this.mappings.set(file, { id, file })
    return id
  }

  plain() {
    return {
      locations: [...this.locations.values()],
      functions: [...this.functions.values()],
      mappings: [...this.mappings.values()],
    }
  }
}
