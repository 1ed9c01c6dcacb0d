/** JSON schemas as OpenAPI 3.0 writes them. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The node itself, or the one that it refers to. */
export function resolved(document: JsonObject, node: Json): JsonObject {
  if (!isObject(node)) return {}
  const reference = node['$ref']
  if (typeof reference !== 'string') return node
  const keys = reference.slice(2).split('/')
  const target = keys.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), document)
  return isObject(target) ? target : {}
}

/** `nullable: true` of OpenAPI 3.0 said in JSON schema; the rest as it is. */
export function nullableAsUnion(node: Json): Json {
  if (Array.isArray(node)) return node.map(nullableAsUnion)
  if (!isObject(node)) return node
  const rewritten: Record<string, Json> = {}
  for (const [key, value] of Object.entries(node)) rewritten[key] = nullableAsUnion(value)
  if (rewritten['nullable'] !== true) return rewritten
  delete rewritten['nullable']
  const { type, enum: values } = rewritten
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, rewritten] }
  rewritten['type'] = [type, 'null']
  if (Array.isArray(values)) rewritten['enum'] = [...values, null]
  return rewritten
}

/** A JSON pointer as the fragment of an address, e.g. `#/paths/~1repos~1%7Bowner%7D`. */
export function pointer(path: readonly string[]): string {
  const tokens = path.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
  return `#/${tokens.join('/')}`
}
