import type { Operation } from '../../openapi/contract.ts'
import type { Answer } from '../answer.ts'
import type { Repository } from '../repository.ts'
import type { Level, Scope, Token } from '../token.ts'
import type { World } from '../world.ts'

/** A request of the REST API, after its repository and token were found. */
export interface Call {
  readonly world: World
  readonly repository: Repository
  readonly token: Token | null
  readonly operation: Operation
  readonly query: URLSearchParams
  readonly body: unknown
  readonly accept: string
  /** Addresses of the API and of the blob store. */
  readonly apiUrl: string
  readonly storageUrl: string
  /** Address that was asked, for links to other pages. */
  readonly url: URL
  /** How lists are put: as GitHub does, or, by a fault, the other way round. */
  readonly order: 'usual' | 'reversed'
}

/** An operation of the REST API, with the permission that it takes: one of `scopes`, at `level`. */
export interface Endpoint {
  readonly scopes: readonly Scope[]
  readonly level: Level
  /** Query parameters that it minds, besides those of paging. */
  readonly filters?: readonly string[]
  readonly answer: (call: Call) => Answer
}

/** The part of a path that stands for a number or name. */
export function pathValue(call: Call, name: string): string {
  return call.operation.path[name] ?? ''
}
