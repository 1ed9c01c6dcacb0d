import * as z from 'zod'
import { policySchema } from './schema.ts'

/**
 * The policy language as JSON Schema (draft 2020-12), for editors. It states keys, types, forms and defaults; what
 * only the whole file shows (unique names, units that fit the metric, dates that exist) is left to `parsePolicy`.
 */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input' })
  return {
    $schema,
    title: 'profile-gate policy',
    description: 'What a pull request may grow, for profile-gate.',
    ...schema,
    patternProperties: { '^x-': { description: 'Free, for anchors.' } },
  }
}
