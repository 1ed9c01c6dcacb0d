const TRIES = 4

/** Before the second time; then twice as long each time. */
const FIRST_WAIT_MS = 500

/** Nobody waits longer in a step; whoever asks for more gets no second request. */
const LONGEST_WAIT_MS = 30_000

/**
 * Work whose failures at GitHub's REST API are worth another try: limits, 5xx, and no answer at all, which Octokit calls
 * 500. For what @actions/artifact asks of that API only once: the address of an artifact of another run. What it tries
 * several times by itself fails with errors that have no status.
 * @throws whatever the work throws at last
 */
export async function persistently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (error) {
      const waitMs = waitOf(error) ?? FIRST_WAIT_MS * 2 ** (failures - 1)
      if (failures === TRIES || !isWorthATry(error) || waitMs > LONGEST_WAIT_MS) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}

function isWorthATry(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return false
  const isLimit = error.status === 429 || (error.status === 403 && /rate limit/i.test(error.message))
  return isLimit || error.status === 408 || (error.status >= 500 && error.status !== 501)
}

/** What GitHub asks to wait; null where it does not say. */
function waitOf(error: unknown): number | null {
  const response = error instanceof Error && 'response' in error ? error.response : null
  const headers = isRecord(response) ? response['headers'] : null
  const seconds = isRecord(headers) ? Number(headers['retry-after']) : Number.NaN
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
