import { quotedEnd } from './quoted.ts'

/** A number of a JSON text, outside all arrays. */
export interface JsonNumber {
  /** The keys that lead to it; valid until the next number is asked for. */
  readonly path: readonly string[]
  /** As it is written, for `JSON.parse` rounds what a double cannot hold. */
  readonly text: string
}

/**
 * The numbers in the objects of a JSON text; what is in arrays is passed over.
 * @param json Valid: `JSON.parse` has accepted it.
 */
export function* numbersOf(json: string): Generator<JsonNumber> {
  const path: string[] = []
  let depthOfArrays = 0
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '"': {
        const end = quotedEnd(json, at)
        COLON.lastIndex = end
        if (depthOfArrays === 0 && COLON.test(json)) path[path.length - 1] = JSON.parse(json.slice(at, end))
        at = end - 1
        break
      }
      case '{':
        if (depthOfArrays === 0) path.push('')
        break
      case '}':
        if (depthOfArrays === 0) path.pop()
        break
      case '[':
        depthOfArrays++
        break
      case ']':
        depthOfArrays--
        break
      default: {
        NUMBER.lastIndex = at
        const text = NUMBER.exec(json)?.[0]
        if (text === undefined) break
        if (depthOfArrays === 0) yield { path, text }
        at += text.length - 1
      }
    }
  }
}

const COLON = /\s*:/y
const NUMBER = /[-\d][-+.\deE]*/y
