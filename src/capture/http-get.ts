import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { clean } from '../report/escape.ts'
import { durationText } from './duration.ts'
import { shownUrl } from './service-address.ts'

export interface Asking {
  /** For the answer as a whole, with its redirects. */
  readonly limitMs: number
  readonly signal: AbortSignal
}

/** What came of a request. `why` is a clause that says what happened, and what helps. */
export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly bytes: Uint8Array }
  /** `isFinal`: another try would not do better. */
  | { readonly kind: 'none'; readonly why: string; readonly isFinal: boolean }

type Step = Reply | { readonly kind: 'redirect'; readonly to: string }

const MOST_REDIRECTS = 5

/** The largest profiles of services are some tens of megabytes. */
const MOST_BYTES = 2 ** 28

/**
 * Asks once, over a connection of its own: one that is kept open would be a goroutine of the service's.
 * @throws the reason of the signal, as soon as it is aborted
 */
export async function httpGet(url: URL, { limitMs, signal }: Asking): Promise<Reply> {
  const until = performance.now() + limitMs
  let at = url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const step = await ask(at, { limitMs: Math.max(1, until - performance.now()), signal }, limitMs)
    if (step.kind !== 'redirect') return step
    const to = URL.canParse(step.to, at.href) ? new URL(step.to, at) : null
    if (to === null || !isSameService(at, to)) return none(redirectedTo(to, step.to), true)
    to.username = url.username
    to.password = url.password
    at = to
  }
  return none('it redirects in a circle', true)
}

/** The same host and port; the way from http to https of a host is no other service. */
function isSameService(from: URL, to: URL): boolean {
  return to.host === from.host && (to.protocol === from.protocol || to.protocol === 'https:')
}

function redirectedTo(to: URL | null, text: string): string {
  const shown = to === null ? clean(text).slice(0, 200) : clean(shownUrl(to))
  return `it redirects to ${shown}, another host, which is not followed: name the address that serves the profiles itself`
}

const none = (why: string, isFinal: boolean): Reply => ({ kind: 'none', why, isFinal })

function ask(url: URL, { limitMs, signal }: Asking, shownLimitMs: number): Promise<Step> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const asked = send(url, { agent: false, headers: { accept: '*/*', 'user-agent': 'profile-gate' } })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      settle()
      asked.destroy()
    }
    const answer = (step: Step) => end(() => resolve(step))
    const stop = () => end(() => reject(signal.reason))
    const late = `no whole answer came within ${durationText(shownLimitMs)}`
    const timer = setTimeout(() => answer(none(late, false)), limitMs)
    signal.addEventListener('abort', stop)
    asked.on('error', (error) => answer(failure(error)))
    asked.on('response', (response) => {
      read(response).then(answer, (error: Error) => answer(failure(error)))
    })
    asked.end()
  })
}

async function read(response: IncomingMessage): Promise<Step> {
  const { statusCode: status = 0, headers } = response
  if ([301, 302, 303, 307, 308].includes(status) && headers.location !== undefined) {
    return { kind: 'redirect', to: headers.location }
  }
  const chunks: Uint8Array[] = []
  let count = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    count += chunk.length
    if (count > MOST_BYTES) return none('its answer has more than 256 MiB, which no profile of a service has', true)
  }
  return { kind: 'answer', status, bytes: Buffer.concat(chunks) }
}

/** Errors that no second try mends: those of certificates, and of a server that does not speak the protocol. */
const CERTIFICATE = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/

function failure(error: NodeJS.ErrnoException): Reply {
  const code = error.code ?? firstCode(error) ?? error.message
  if (CERTIFICATE.test(code)) {
    const help = 'NODE_EXTRA_CA_CERTS=FILE in the environment names the certificate to trust'
    return none(`its certificate is not trusted (${code}): ${help}`, true)
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return none('it does not speak https: try http://', true)
  if (code.startsWith('HPE_')) return none('it does not speak http: is this the port of the profiles?', true)
  return none(WORDS[code] ?? clean(code), false)
}

/** Several addresses of one name were tried. */
function firstCode(error: Error): string | undefined {
  return error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException | undefined)?.code : undefined
}

const ENDED = 'it ended the connection in the middle of the answer'

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: ENDED,
  EPIPE: ENDED,
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host could not be looked up',
}
