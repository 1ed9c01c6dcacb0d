import { CHANGED, type GraphData, OWN_CODE } from '../graph/graph-data.ts'
import { clean } from '../report/escape.ts'

/** A function as the page shows it: characters that cannot be seen are written out. */
export interface PageFunction {
  readonly name: string
  readonly short: string
  readonly file: string
  /** 0 where nobody knows. */
  readonly line: number
  /** Empty where there is none. */
  readonly url: string
  readonly isOwn: boolean
  readonly isChanged: boolean
  /** As addresses have it. */
  readonly key: string
}

export function pageFunctions({ frames, strings }: GraphData): readonly PageFunction[] {
  const text = (column: readonly number[], frame: number) => strings[column[frame] ?? 0] ?? ''
  return frames.name.map((_, frame) => {
    const name = text(frames.name, frame)
    const flags = frames.flags[frame] ?? 0
    return {
      name: clean(name),
      short: clean(text(frames.short, frame)).trim() || '(no name)',
      file: clean(text(frames.file, frame)),
      line: frames.line[frame] ?? 0,
      url: webAddress(text(frames.url, frame)),
      isOwn: (flags & OWN_CODE) !== 0,
      isChanged: (flags & CHANGED) !== 0,
      key: addressKey(name),
    }
  })
}

/** URLSearchParams cannot hold half a character. */
export function addressKey(name: string): string {
  return name.replace(/\p{Cs}/gu, '\ufffd')
}

function webAddress(url: string): string {
  return /^https?:\/\//.test(url) ? url : ''
}

/** `cache.go:88`, the folder left out; empty where the file is not known. */
export function placeText({ file, line }: PageFunction): string {
  const base = file.slice(file.lastIndexOf('/') + 1)
  return line > 0 && base !== '' ? `${base}:${line}` : base
}
