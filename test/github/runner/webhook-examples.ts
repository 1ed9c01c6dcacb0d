/** GitHub's examples of event payloads, put under the names of a scenario, and GitHub's schemas for them. */
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { Repository } from '../fake/repository.ts'
import { isObject, type Json, type JsonObject } from '../openapi/schema.ts'

const load = createRequire(import.meta.url)

interface Examples {
  readonly name: string
  readonly examples: readonly JsonObject[]
}

/** GitHub's own example of an event, without what only apps get. */
export function exampleOf(name: string, action: string | null): JsonObject {
  const { examples } =
    (load('@octokit/webhooks-examples') as readonly Examples[]).find((one) => one.name === name) ?? {}
  const fitting = examples?.find((one) =>
    action === null ? String(one['ref']).startsWith('refs/heads/') : one['action'] === action,
  )
  if (fitting === undefined) throw new Error(`no example of ${name} ${action ?? ''}`)
  return without(fitting, 'installation')
}

export function without(payload: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
}

/** The examples' repositories and people under the scenario's names, in every address too. */
export function renamed(payload: JsonObject, repository: Repository): JsonObject {
  const text = JSON.stringify(payload)
    .replaceAll(/Codertocat\/Hello-World|octo-org\/octo-repo/g, repository.fullName)
    .replaceAll(/Codertocat|octo-org/g, repository.owner)
  return JSON.parse(text) as JsonObject
}

export function repositoryPayload(template: JsonObject, repository: Repository): JsonObject {
  const shown = renamed(template, repository)
  return {
    ...shown,
    id: repository.id,
    name: repository.name,
    full_name: repository.fullName,
    private: repository.isPrivate,
    fork: repository.parent !== null,
    default_branch: repository.defaultBranch,
    visibility: repository.isPrivate ? 'private' : 'public',
    // Newer than the examples.
    ...{ is_template: false, web_commit_signoff_required: false, topics: [], custom_properties: {} },
    owner: userPayload(object(shown['owner']), repository.owner, repository),
  }
}

export function userPayload(template: JsonObject, login: string, { world }: Repository): JsonObject {
  const shown = JSON.parse(JSON.stringify(template).replaceAll(String(template['login']), login)) as JsonObject
  const { id, type } = world.actor(login)
  return { ...shown, login, id, type }
}

export function object(value: Json | undefined): JsonObject {
  if (!isObject(value)) throw new Error('an example of GitHub lacks an object that it had')
  return value
}

let ajv: Ajv | undefined
const validators = new Map<string, ValidateFunction>()

/** The payload, if GitHub could have sent it. */
export function checked(definition: string, payload: JsonObject): JsonObject {
  let validate = validators.get(definition)
  if (validate === undefined) {
    if (ajv === undefined) {
      ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, validateSchema: false })
      addFormats.default(ajv)
      ajv.addSchema(load('@octokit/webhooks-schemas') as object, 'webhooks')
    }
    validate = ajv.compile({ $ref: `webhooks#/definitions/${encodeURIComponent(definition)}` })
    validators.set(definition, validate)
  }
  if (!validate(payload)) throw new Error(`${definition}: ${ajv?.errorsText(validate.errors)}`)
  return payload
}
