export type Service = 'rest' | 'graphql' | 'results' | 'blob'

/** A request as it arrived, and what became of it. */
export interface Asked {
  readonly service: Service
  /**
   * REST: GitHub's name of the operation, e.g. `pulls/get`; else `graphql/viewer`, `results/CreateArtifact`,
   * `blob/upload`, `blob/download`; `unknown` if there is none.
   */
  readonly operation: string
  readonly method: string
  /** As sent, without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** What was sent, if it was JSON. */
  readonly body: unknown
  readonly token: 'none' | 'job' | 'runtime' | 'unknown'
  /** Null where nothing was answered. */
  status: number | null
  /** Kind of the fault that was in the way. */
  fault: string | null
}

const apiVersion = '2022-11-28'

/** What is wrong with a request's headers; empty if nothing. */
export function headerMismatches(asked: Asked): readonly string[] {
  const { service, operation, headers } = asked
  const found: string[] = []
  const agent = headers['user-agent'] ?? ''
  if (agent === '') found.push('no user agent')
  if (service === 'blob' && headers['authorization'] !== undefined) found.push('authorization sent to the blob store')
  if (service !== 'blob' && headers['authorization'] === undefined) found.push('no authorization')
  // @actions/artifact has a client of its own that sends no version.
  const isOurs = operation !== 'actions/download-artifact' && !agent.startsWith('@actions/artifact')
  if (service === 'rest' && isOurs && headers['x-github-api-version'] !== apiVersion) {
    found.push(`x-github-api-version is ${headers['x-github-api-version'] ?? 'missing'}, not ${apiVersion}`)
  }
  return found.map((mismatch) => `${asked.method} ${asked.path}: ${mismatch}`)
}
