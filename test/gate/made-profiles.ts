import type { FileContent, LoadedFile, LoadedSide } from '../../src/load/loaded.ts'
import type { PlainProfile, PlainSample } from '../support/encode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'

/** Profiles as their producers write them, out of a few lines of text, and folders of them. */

/** Go's default distance between two samples of the heap. */
export const DEFAULT_RATE = 512 * 1024

/**
 * A Go heap profile. Each line is a stack, the size of its objects in bytes, and how many of them were sampled: in all,
 * and of those still in use (the same where it is left out). `main.main;main.load 4096 300 120`
 */
export function heap(text: string, rate: number = DEFAULT_RATE): PlainProfile {
  const lines = sampleLines(text).map(({ stack, numbers }) => {
    const [size = 0, all = 0, inUse = all] = numbers
    const chance = rate <= 1 ? 1 : -Math.expm1(-size / rate)
    // As scaleHeapSample of the runtime does it.
    const scaled = (events: number) => Math.trunc(events / chance)
    const [objects, used] = [scaled(all), scaled(inUse)]
    return { stack, size, values: [objects, objects * size, used, used * size] }
  })
  const types = 'alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes'
  const plain = plainProfile([types, ...lines.map(({ stack, values }) => `${stack} ${values.join(' ')}`)].join('\n'))
  const samples = (plain.samples ?? []).map((sample, at): PlainSample => {
    return { ...sample, labels: [{ key: 'bytes', number: lines[at]?.size ?? 0, unit: 'bytes' }] }
  })
  return { ...plain, samples, periodType: ['space', 'bytes'], period: rate }
}

/** A Go CPU profile at 100 Hz. Each line is a stack and its number of samples. */
export function cpu(text: string): PlainProfile {
  const lines = sampleLines(text).map(({ stack, numbers: [count = 0] }) => `${stack} ${count} ${count * 10_000_000}`)
  const plain = plainProfile(['samples/count cpu/nanoseconds', ...lines].join('\n'))
  return { ...plain, periodType: ['cpu', 'nanoseconds'], period: 10_000_000 }
}

/** Each line is a stack and how many goroutines stand there. */
export function goroutine(text: string): PlainProfile {
  const lines = sampleLines(text).map(({ stack, numbers: [count = 0] }) => `${stack} ${count}`)
  return { ...plainProfile(['goroutine/count', ...lines].join('\n')), periodType: ['goroutine', 'count'], period: 1 }
}

/** Each line is a stack, its contentions, and their delay in nanoseconds. */
export function contention(text: string): PlainProfile {
  return plainProfile(`contentions/count delay/nanoseconds\n${text}`)
}

/** Stacks get a Go file, as symbols of Go have one. */
function sampleLines(text: string) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, stack = '', numbers = ''] = /^(.*?)((?:\s+-?\d+)+)$/.exec(line) ?? []
      const frames =
        stack === '-' ? ['-'] : stack.split(';').map((frame) => (/[@[?]/.test(frame) ? frame : `${frame}@shop.go`))
      return { stack: frames.join(';'), numbers: numbers.trim().split(/\s+/).map(Number) }
    })
}

/** What is in a file: a profile, any bytes or text, or a refusal to read it. */
export type Made = PlainProfile | Uint8Array | string | FileContent

/** A folder of files by relative path. */
export function folder(files: Readonly<Record<string, Made>>): LoadedSide {
  const loaded = Object.entries(files).map(([path, made]) => fileOf(path, made))
  return { kind: 'folder', path: 'profiles', files: loaded, manifest: null, unread: [], notices: [] }
}

export function singleFile(path: string, made: Made): LoadedSide {
  return { kind: 'file', path, file: fileOf(path, made) }
}

export function fileOf(path: string, made: Made): LoadedFile {
  return { path, read: () => contentOf(made) }
}

function contentOf(made: Made): FileContent {
  if (typeof made === 'string') return { kind: 'bytes', bytes: new TextEncoder().encode(made) }
  if (made instanceof Uint8Array) return { kind: 'bytes', bytes: made }
  return 'kind' in made ? made : { kind: 'bytes', bytes: encodeProfile(made) }
}
