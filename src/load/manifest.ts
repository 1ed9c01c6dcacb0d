import { type Notice, notice } from '../model/notice.ts'

export const MANIFEST_NAME = 'profile-gate.json'

const MANIFEST_BYTES = 2 ** 20
const TEXT_LENGTH = 256

/** What the root of a folder says about its profiles. Null is what it does not say. Shown, never trusted. */
export interface Manifest {
  readonly version: 1
  readonly commit: string | null
  readonly go: string | null
  readonly goos: string | null
  readonly goarch: string | null
  readonly cpu: string | null
  readonly runner: string | null
  /** Value of GOGC: a number or `off`. */
  readonly gogc: string | null
  readonly cores: number | null
  /** Operations that the profiles cover: one number for all, or one for each path. Above 0. */
  readonly operations: number | ReadonlyMap<string, number> | null
}

/**
 * - `manifest-too-large`. Args: `sizeBytes`, `limitBytes`.
 * - `manifest-not-json`: not a JSON object in UTF-8.
 * - `manifest-version`: no version that this program reads. Args: `version` (as JSON, shortened; empty if missing).
 * - `manifest-invalid`: a value of the wrong type. Args: `key`, `expected` (`text`, `count`, `operations`), `found`
 *   (its JSON type).
 */
export type ManifestErrorCode = 'manifest-too-large' | 'manifest-not-json' | 'manifest-version' | 'manifest-invalid'

export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'refused'; readonly reason: Notice<ManifestErrorCode> }

/** Reads the bytes of a `profile-gate.json`. Unknown keys are passed over, null counts as not said. */
export function readManifest(bytes: Uint8Array): ManifestReading {
  if (bytes.length > MANIFEST_BYTES) {
    return refused('manifest-too-large', { sizeBytes: bytes.length, limitBytes: MANIFEST_BYTES })
  }
  const json = parseObject(bytes)
  if (json === null) return refused('manifest-not-json')
  const version = json.get('version')
  if (version !== 1) {
    return refused('manifest-version', { version: (JSON.stringify(version) ?? '').slice(0, TEXT_LENGTH) })
  }
  for (const [key, { expected, fits }] of KEYS) {
    const value = json.get(key) ?? null
    if (value !== null && !fits(value)) return refused('manifest-invalid', { key, expected, found: typeName(value) })
  }
  const text = (key: string): string | null => {
    const value = json.get(key) ?? null
    return value === null ? null : String(value)
  }
  const cores = json.get('cores')
  const operations = json.get('operations')
  const manifest: Manifest = {
    version: 1,
    commit: text('commit'),
    go: text('go'),
    goos: text('goos'),
    goarch: text('goarch'),
    cpu: text('cpu'),
    runner: text('runner'),
    gogc: text('gogc'),
    cores: typeof cores === 'number' ? cores : null,
    operations: isObject(operations)
      ? new Map(Object.entries(operations).filter((entry): entry is [string, number] => isCount(entry[1])))
      : typeof operations === 'number'
        ? operations
        : null,
  }
  return { kind: 'manifest', manifest }
}

interface Expectation {
  readonly expected: 'text' | 'count' | 'operations'
  fits(value: unknown): boolean
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= TEXT_LENGTH
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TEXT: Expectation = { expected: 'text', fits: isText }

const KEYS: ReadonlyMap<string, Expectation> = new Map([
  ['commit', TEXT],
  ['go', TEXT],
  ['goos', TEXT],
  ['goarch', TEXT],
  ['cpu', TEXT],
  ['runner', TEXT],
  // The variable is text, but people write the number.
  ['gogc', { expected: 'text', fits: (value) => isText(value) || Number.isSafeInteger(value) }],
  ['cores', { expected: 'count', fits: isCount }],
  [
    'operations',
    {
      expected: 'operations',
      fits: (value) => isCount(value) || (isObject(value) && Object.values(value).every(isCount)),
    },
  ],
])

function parseObject(bytes: Uint8Array): ReadonlyMap<string, unknown> | null {
  try {
    // A TextDecoder drops the byte order mark that some editors write.
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isObject(value) ? new Map(Object.entries(value)) : null
  } catch {
    return null
  }
}

function refused(code: ManifestErrorCode, args: Notice['args'] = {}): ManifestReading {
  return { kind: 'refused', reason: notice(code, args) }
}

const typeName = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value)
