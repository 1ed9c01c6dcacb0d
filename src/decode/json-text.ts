import { textDamaged } from './decode-error.ts'
import { lineAt } from './lines.ts'

/** An object of JSON, its members not yet checked. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * The value of a JSON text.
 * @throws {DecodeError} `text-damaged` if it is none.
 */
export function parseJson(text: string, format: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine says the position in its message, or not; a text that just ends is damaged in its last line.
    const position = / at position (\d+)/.exec(error.message)?.[1]
    const isKnown = position !== undefined || /end of/i.test(error.message)
    throw textDamaged(format, 'json', isKnown ? lineAt(text, Number(position ?? text.length)) : undefined)
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
