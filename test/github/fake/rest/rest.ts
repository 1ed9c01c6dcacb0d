/** The REST API: who may ask, and which endpoint answers. */
import type { Operation } from '../../openapi/contract.ts'
import { type Answer, notFound, problem } from '../answer.ts'
import { allows, type Token } from '../token.ts'
import { artifactEndpoints } from './artifacts.ts'
import type { Call, Endpoint } from './call.ts'
import { commentEndpoints } from './comments.ts'
import { commitEndpoints } from './commits.ts'
import { contentEndpoints } from './contents.ts'
import { pullEndpoints } from './pulls.ts'
import { runEndpoints } from './runs.ts'

const endpoints: Readonly<Record<string, Endpoint>> = {
  ...artifactEndpoints,
  ...commentEndpoints,
  ...commitEndpoints,
  ...contentEndpoints,
  ...pullEndpoints,
  ...runEndpoints,
}

/** What needs a token even where everyone may read. */
const neverAnonymous: readonly string[] = ['actions/download-artifact']

/** Query parameters that GitHub minds and this fake does not: a test must not lean on them. */
export function unbuiltFilters(operation: string, query: URLSearchParams): readonly string[] {
  const minded = ['page', 'per_page', ...(endpoints[operation]?.filters ?? [])]
  const unminded = [...query.keys()].filter((name) => !minded.includes(name))
  return unminded.map((name) => `${operation}: this fake does not mind the query parameter ${name}`)
}

/** A call before its repository and token were looked up. */
export type Asked = Omit<Call, 'repository' | 'token' | 'operation'> & {
  readonly operation: Operation | null
  /** Text of the token; null: none was sent. */
  readonly authorization: string | null
}

export function answerRest(asked: Asked): Answer {
  const { world, operation, authorization } = asked
  const token = authorization === null ? null : (world.tokens.get(authorization) ?? null)
  if (authorization !== null && token === null) return problem(401, 'Bad credentials')
  const endpoint = endpoints[operation?.id ?? '']
  const repository = world.repositories.get(`${operation?.path['owner']}/${operation?.path['repo']}`.toLowerCase())
  if (operation === null || endpoint === undefined || repository === undefined) return notFound()
  const refused = denial(endpoint, operation, repository, token)
  return refused ?? endpoint.answer({ ...asked, operation, repository, token })
}

function denial(
  { scopes, level }: Endpoint,
  operation: Operation,
  repository: Call['repository'],
  token: Token | null,
): Answer | null {
  const isOpen = level === 'read' && !repository.isPrivate
  if (token === null) {
    if (isOpen && !neverAnonymous.includes(operation.id)) return null
    return repository.isPrivate ? notFound() : problem(401, 'Requires authentication')
  }
  const isKnown = token.repository === null || token.repository === repository
  if (isOpen || (isKnown && allows(token.permissions, scopes, level))) return null
  const isHidden = token.denial === 'hidden' || (!isKnown && repository.isPrivate)
  if (isHidden) return notFound()
  const accepted = scopes.map((scope) => `${scope.replaceAll('-', '_')}=${level}`).join('; ')
  const headers = { 'x-accepted-github-permissions': accepted }
  return problem(403, 'Resource not accessible by integration', {}, headers)
}
