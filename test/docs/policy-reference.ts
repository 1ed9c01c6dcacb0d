import * as z from 'zod'
import { METRICS_OF_KIND, PROFILE_KINDS } from '../../src/model/kind.ts'
import { read } from './documents.ts'

/** The parts of docs/policy.md that follow from the code, by the name of their place in the page. */

const describedSchema = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  const: z.unknown().optional(),
  $ref: z.string().optional(),
  items: z.object({ $ref: z.string().optional(), type: z.string().optional() }).optional(),
  anyOf: z.array(z.object({ $ref: z.string().optional(), type: z.string().optional() })).optional(),
  required: z.array(z.string()).optional(),
})

const objectSchema = z.object({
  properties: z.record(z.string(), describedSchema),
  required: z.array(z.string()).optional(),
})

type Described = z.output<typeof describedSchema>
type Keyed = z.output<typeof objectSchema>

const text: unknown = JSON.parse(read('dist/policy.schema.json').text)
const top = objectSchema.parse(text)
const { $defs } = z.object({ $defs: z.record(z.string(), z.unknown()) }).parse(text)
const { properties } = z.object({ properties: z.record(z.string(), z.unknown()) }).parse(text)

const LISTS: ReadonlyMap<string, string> = new Map([
  ['limits', '[limit](#limits), or a list of them'],
  ['quantity', '[quantity](#quantities)'],
])

function typeOf(schema: Described): string {
  if (schema.const !== undefined) return code(JSON.stringify(schema.const))
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ')
  const ref = schema.$ref?.replace('#/$defs/', '')
  if (ref !== undefined) return LISTS.get(ref) ?? ref
  if (schema.anyOf?.some(({ $ref }) => $ref === '#/$defs/kind') === true)
    return '[kind](#kinds-and-metrics), or a list of them'
  const item = schema.items?.$ref?.replace('#/$defs/', '')
  if (item !== undefined) return `list of ${item}s`
  if (schema.type === 'array') return 'list of texts'
  return NAMES.get(schema.type ?? '') ?? 'mapping'
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'whole number'],
  ['boolean', '`true` or `false`'],
])

function defaultOf(key: string, schema: Described, required: readonly string[]): string {
  if (required.includes(key)) return 'required'
  const { default: value } = schema
  if (value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)) return ''
  return Array.isArray(value) ? value.map((each) => code(JSON.stringify(each))).join(', ') : code(String(value))
}

function code(value: string): string {
  return `\`${value}\``
}

function table({ properties: keys, required = [] }: Keyed): string {
  const rows = Object.entries(keys).map(([key, schema]) => {
    const help = (schema.description ?? schema.title ?? '').replaceAll('|', '\\|')
    return `| ${code(key)} | ${typeOf(schema)} | ${defaultOf(key, schema, required)} | ${help} |`
  })
  return ['| key | value | default | meaning |', '|---|---|---|---|', ...rows].join('\n')
}

function kinds(): string {
  const rows = PROFILE_KINDS.map((kind) => {
    const metrics = METRICS_OF_KIND[kind].map(({ name, unit }) => `${code(name)} (${unit})`).join(', ')
    return `| ${code(kind)} | ${metrics === '' ? 'those of the source' : metrics} |`
  })
  return ['| kind | metrics, the default first |', '|---|---|', ...rows].join('\n')
}

const of = (name: string) => table(objectSchema.parse($defs[name]))

export const REFERENCE: Readonly<Record<string, string>> = {
  top: table(top),
  rule: of('rule'),
  limit: of('limit'),
  override: of('override'),
  acceptance: of('acceptance'),
  files: table(objectSchema.parse(properties['files'])),
  when: table(objectSchema.parse(properties['when'])),
  kinds: kinds(),
}
