import { isObject } from '../openapi/schema.ts'
import { type Answer, json, problem } from './answer.ts'
import type { World } from './world.ts'

/** `query { viewer { login } }`, and nothing else. */
export function answerGraphql(world: World, authorization: string | null, body: unknown): Answer {
  const token = world.tokens.get(authorization ?? '')
  if (token === undefined) return problem(401, authorization === null ? 'Requires authentication' : 'Bad credentials')
  const query = isObject(body) ? String(body['query'] ?? '') : ''
  if (!/^(query\s*(\w+\s*)?)?\{\s*viewer\s*\{\s*login\s*\}\s*\}$/.test(query.trim())) {
    return json(200, { errors: [{ type: 'undefinedField', message: `This fake does not know the query: ${query}` }] })
  }
  return json(200, { data: { viewer: { login: token.actor.login } } })
}
