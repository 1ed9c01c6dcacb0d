import type { Notice } from '../model/notice.ts'

/**
 * Why bytes could not be read as a profile.
 * - `empty`: no bytes, or a gzip stream of none.
 * - `cut-off`: the gzip stream ends before its checksum. Args: `bytes`.
 * - `gzip-damaged`: the gzip data contradict themselves, or other bytes follow them. Args: `detail`.
 * - `too-large`: more inflated bytes than the limit. Args: `limitBytes`.
 * - `not-a-profile`: recognised as something else. Args: `is`.
 * - `malformed`: not protobuf, or not this message. Args: `field`, `offset` (byte of the inflated data), `detail`.
 * - `invalid`: well-formed, but breaks a rule that pprof's CheckValid states. Args as for `malformed`.
 * - `text-damaged`: text of a known format that breaks its rules. Args: `format`, `line` (from 1), `detail`.
 * - `too-many-metrics`: more values than any program publishes. Args: `metrics`, `labels` (how many sets of them).
 */
export type DecodeErrorCode =
  | 'empty'
  | 'cut-off'
  | 'gzip-damaged'
  | 'too-large'
  | 'not-a-profile'
  | 'malformed'
  | 'invalid'
  | 'text-damaged'
  | 'too-many-metrics'

/** Thrown by decoders, and only for what the file is to blame for. */
export class DecodeError extends Error {
  readonly reason: Notice<DecodeErrorCode>

  constructor(code: DecodeErrorCode, args: Notice['args'] = {}) {
    super(`${code} ${JSON.stringify(args)}`)
    this.name = 'DecodeError'
    this.reason = { code, args }
  }
}

/**
 * What to throw for a text that breaks the rules of its format.
 * @param line From 1; left out where none can be told. @param args More for the words, by their names.
 */
export function textDamaged(format: string, detail: string, line?: number, args: Notice['args'] = {}): DecodeError {
  return new DecodeError('text-damaged', { format, ...(line === undefined ? {} : { line }), detail, ...args })
}
