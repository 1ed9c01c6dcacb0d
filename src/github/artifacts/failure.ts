import { cut, visible } from '../../policy/visible.ts'
import { ArtifactError, type ArtifactErrorKind } from './artifact-store.ts'

const MESSAGE_LENGTH = 300

/**
 * What the library says, after the name of its error. It wraps its own errors in plain ones, so that their class is
 * lost, and only the sentence tells (@actions/artifact 6.2.1, `artifact-twirp-client`, `errors`, `config`, `util`).
 */
const SIGNS: readonly (readonly [ArtifactErrorKind, RegExp])[] = [
  ['not-supported', /^GHESNotSupportedError:/],
  ['no-runtime', /ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL|Failed to get backend IDs|^InvalidTokenError:/],
  ['quota', /storage quota has been hit/],
  ['name-taken', /Failed to CreateArtifact:.*(\(409\)|already exists)/s],
  ['missing', /^ArtifactNotFoundError:|Failed to (GetSignedArtifactURL|DeleteArtifact):.*\(404\)/s],
  ['expired', /Failed to (GetSignedArtifactURL|DeleteArtifact):.*\(410\)/s],
]

const WAYS_OUT: Partial<Readonly<Record<ArtifactErrorKind, string>>> = {
  'not-supported':
    'GitHub Enterprise Server has no artifacts that this action can use: give paths for `candidate` and `baseline`, and `store: false`',
  'no-runtime':
    'the step has no access to the artifacts of its run: run it as an action (`uses:`), or give paths for `candidate` and `baseline`, and `store: false`',
}

/**
 * The library's error as one of ours. Its message is on one line and holds nothing that a log takes for a command, and
 * no query of an address, where the signatures are.
 *
 * @param what what was tried, e.g. `upload of profiles`
 */
export function artifactError(error: unknown, what: string, triedMs: number): ArtifactError {
  if (error instanceof ArtifactError) return error
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  const reason = message.trim() === '' ? `${causeOf(error)}, and nothing more is said` : message
  const seconds = Math.round(triedMs / 1000)
  if (name === 'OutOfTimeError') return new ArtifactError('failed', `${what}: not done after ${seconds} s, given up`)
  const status = statusOf(error)
  const kind = kindOf(`${name}: ${message}`, status)
  const said = WAYS_OUT[kind] ?? `${oneLine(reason)}${kind === 'forbidden' ? '; the token needs `actions: read`' : ''}`
  return new ArtifactError(kind, `${what}: ${said}${seconds > 0 ? ` (tried for ${seconds} s)` : ''}`)
}

function kindOf(text: string, status: number | null): ArtifactErrorKind {
  if (status === 404) return 'missing'
  if (status === 410) return 'expired'
  if (status === 401 || status === 403) return 'forbidden'
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'failed'
}

/** The library throws some failures of its transport as an error without a message. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && cause.message !== '') return cause.message
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'it failed'
}

/** HTTP status of an error of Octokit's. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null
}

function oneLine(message: string): string {
  const text = message.replace(/\s+/g, ' ').replace(/(https?:\/\/[^\s?]*)\?\S*/g, '$1')
  return cut(visible(text).replaceAll('##[', '## ['), MESSAGE_LENGTH).trim()
}
