/**
 * GitHub's own OpenAPI description as a contract: what may be asked, and what may be answered.
 *
 *   const operation = operationOf('GET', '/repos/acme/shop/pulls/7')   // null: GitHub has no such operation (here)
 *   requestMismatches({ method, path, query, body })                   // [] or sentences
 *   answerMismatches(operation, status, body)                          // [] or sentences
 *
 * Requests are checked strictly: unknown query parameters, unknown members of a body, pages over 100. Validators are
 * compiled when first needed and kept.
 */
import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { isObject, type Json, type JsonObject, nullableAsUnion, pointer, resolved } from './schema.ts'

export interface Operation {
  /** GitHub's name of it, e.g. `pulls/get`. */
  readonly id: string
  readonly method: string
  /** With placeholders, e.g. `/repos/{owner}/{repo}`. */
  readonly template: string
  /** Values of the placeholders, decoded. */
  readonly path: Readonly<Record<string, string>>
}

export interface AskedOfGitHub {
  /** In capitals. */
  readonly method: string
  /** As sent: percent-encoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Undefined: none was sent. */
  readonly body: unknown
}

interface Route {
  readonly id: string
  readonly method: string
  readonly template: string
  readonly pattern: RegExp
  readonly names: readonly string[]
}

interface Contract {
  readonly document: JsonObject
  readonly ajv: Ajv
  readonly routes: readonly Route[]
}

/** Statuses that any operation may answer with, although the description does not list them everywhere. */
const universalStatuses = new Set([401, 403, 404, 409, 410, 422, 429, 500, 502, 503])
const maxPageSize = 100

/** Where GitHub itself does not keep to its description: the head of a run is null once the fork was removed. */
const knownDeviation = /head_repository must be object$/

let loaded: Contract | undefined
const validators = new Map<string, ValidateFunction>()

function contract(): Contract {
  if (loaded !== undefined) return loaded
  const document = JSON.parse(readFileSync(new URL('github-openapi.json', import.meta.url), 'utf8')) as JsonObject
  const ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema(nullableAsUnion(document) as JsonObject, 'github', undefined, false)
  const routes = Object.entries(document['paths'] as JsonObject).flatMap(([template, methods]) =>
    Object.entries(methods as JsonObject).map(([method, operation]) => routeOf(document, template, method, operation)),
  )
  loaded = { document, ajv, routes }
  return loaded
}

function routeOf(document: JsonObject, template: string, method: string, operation: Json): Route {
  const parameters = parametersOf(document, operation)
  const names: string[] = []
  const source = template
    .split('/')
    .map((segment) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1]
      if (name === undefined) return segment
      names.push(name)
      return parameters.some((each) => each['name'] === name && each['x-multi-segment'] === true) ? '(.+)' : '([^/]+)'
    })
    .join('/')
  const id = isObject(operation) ? String(operation['operationId']) : ''
  return { id, method: method.toUpperCase(), template, pattern: new RegExp(`^${source}$`), names }
}

function parametersOf(document: JsonObject, operation: Json | undefined): readonly JsonObject[] {
  const listed = isObject(operation) ? operation['parameters'] : undefined
  return Array.isArray(listed) ? listed.map((parameter) => resolved(document, parameter)) : []
}

/** The operation that a request is for; null if there is none. Of two that fit, the one with fewer placeholders. */
export function operationOf(method: string, path: string): Operation | null {
  const fitting = contract()
    .routes.filter((route) => route.method === method && route.pattern.test(path))
    .sort((a, b) => a.names.length - b.names.length)[0]
  if (fitting === undefined) return null
  const values = fitting.pattern.exec(path)?.slice(1) ?? []
  const entries = fitting.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')])
  return { id: fitting.id, method, template: fitting.template, path: Object.fromEntries(entries) }
}

/** What GitHub's description says against a request; empty if nothing. */
export function requestMismatches(asked: AskedOfGitHub): readonly string[] {
  const operation = operationOf(asked.method, asked.path)
  if (operation === null) return [`${asked.method} ${asked.path}: no such operation`]
  const { document } = contract()
  const at = ['paths', operation.template, operation.method.toLowerCase()]
  const described = at.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), document)
  const parameters = parametersOf(document, described)
  const found: string[] = []
  const known = new Set(parameters.filter((each) => each['in'] === 'query').map((each) => String(each['name'])))
  for (const name of new Set(asked.query.keys())) {
    if (!known.has(name)) found.push(`query parameter ${name} is unknown`)
    if (asked.query.getAll(name).length > 1) found.push(`query parameter ${name} is given more than once`)
  }
  if (Number(asked.query.get('per_page')) > maxPageSize) found.push(`query parameter per_page is over ${maxPageSize}`)
  for (const [index, parameter] of parameters.entries()) {
    const name = String(parameter['name'])
    const value = parameter['in'] === 'path' ? operation.path[name] : asked.query.get(name)
    if (value === undefined || value === null) {
      if (parameter['required'] === true) found.push(`parameter ${name} is missing`)
      continue
    }
    const schema = schemaAt(document, [...at, 'parameters', String(index)])
    const where = [...schema, 'schema']
    // A branch may be called 123, so what is fine as text is fine.
    if (mismatches(where, value, name).length > 0) found.push(...mismatches(where, typed(value), `parameter ${name}`))
  }
  found.push(...bodyMismatches(document, at, asked.body))
  return found.map((mismatch) => `${operation.id}: ${mismatch}`)
}

function bodyMismatches(document: JsonObject, at: readonly string[], body: unknown): readonly string[] {
  const where = [...at, 'requestBody', 'content', 'application/json', 'schema']
  const schema = where.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), document)
  if (schema === undefined) return body === undefined ? [] : ['a body where none is taken']
  if (body === undefined) return ['body is missing']
  const properties = resolved(document, schema)['properties']
  const unknown =
    isObject(body) && isObject(properties) ? Object.keys(body).filter((name) => !(name in properties)) : []
  return [...unknown.map((name) => `body has the unknown member ${name}`), ...mismatches(where, body, 'body')]
}

/**
 * What GitHub's description says against an answer; empty if nothing. `body`: undefined if there is none. `type`: the
 * media type that was asked for, where an operation has several.
 */
export function answerMismatches(
  operation: Operation,
  status: number,
  body: unknown,
  type = 'application/json',
): readonly string[] {
  const { document } = contract()
  const at = ['paths', operation.template, operation.method.toLowerCase(), 'responses', String(status)]
  const described = at.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), document)
  if (described === undefined) {
    if (!universalStatuses.has(status)) return [`${operation.id}: answer ${status} is not documented`]
    return mismatches(['components', 'schemas', 'basic-error'], body, `answer ${status}`)
  }
  const content = [...schemaAt(document, at), 'content']
  const types = content.reduce<Json | undefined>((node, key) => (isObject(node) ? node[key] : undefined), document)
  if (!isObject(types)) return body === undefined ? [] : [`${operation.id}: answer ${status} has a body`]
  if (body === undefined) return [`${operation.id}: answer ${status} has no body`]
  return mismatches([...content, type, 'schema'], body, `answer ${status}`)
    .filter((mismatch) => !knownDeviation.test(mismatch))
    .map((mismatch) => `${operation.id}: ${mismatch}`)
}

/** Where a node stands in the document: its own path, or that of what it refers to. */
function schemaAt(document: JsonObject, path: readonly string[]): readonly string[] {
  let node: Json | undefined = document
  for (const key of path) node = Array.isArray(node) ? node[Number(key)] : isObject(node) ? node[key] : undefined
  const reference = isObject(node) ? node['$ref'] : undefined
  return typeof reference === 'string' ? reference.slice(2).split('/') : path
}

function mismatches(path: readonly string[], value: unknown, what: string): readonly string[] {
  const key = pointer(path)
  let validate = validators.get(key)
  if (validate === undefined) {
    validate = contract().ajv.compile({ $ref: `github${key}` })
    validators.set(key, validate)
  }
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${what} ${sentence(error)}`)
}

function sentence(error: ErrorObject): string {
  const allowed = error.params['allowedValues']
  return `${error.instancePath} ${error.message ?? ''}${Array.isArray(allowed) ? ` (${allowed.join(', ')})` : ''}`.trim()
}

/** A value of a path or query as the type that it looks like; all of them travel as text. */
function typed(text: string): unknown {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}
