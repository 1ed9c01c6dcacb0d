import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface ActionInput {
  readonly default: string
  readonly deprecation: string | null
}

export interface ActionFile {
  readonly inputs: ReadonlyMap<string, ActionInput>
  readonly outputs: readonly string[]
  /** Script of the action, relative to its folder. */
  readonly main: string
}

interface Written {
  readonly inputs?: Readonly<
    Record<string, { readonly default?: unknown; readonly deprecationMessage?: string } | null>
  >
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly runs?: { readonly using?: string; readonly main?: string }
}

/** Reads action.yml as the runner does; only actions that run on Node 24. */
export function readActionFile(folder: string): ActionFile {
  const written = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as Written
  const { using, main } = written.runs ?? {}
  if (using !== 'node24' || main === undefined) throw new Error(`action.yml of ${folder}: not a node24 action`)
  const inputs = Object.entries(written.inputs ?? {}).map(([name, input]): [string, ActionInput] => [
    name,
    { default: String(input?.default ?? ''), deprecation: input?.deprecationMessage ?? null },
  ])
  return { inputs: new Map(inputs), outputs: Object.keys(written.outputs ?? {}), main }
}

export interface StepInputs {
  /** `INPUT_*` of the environment. */
  readonly environment: Readonly<Record<string, string>>
  /** What the runner warns of. */
  readonly warnings: readonly string[]
}

/** `with:` over the defaults. Names do not care for case; whether an input is required, the runner does not check. */
export function stepInputs(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  expressions: Readonly<Record<string, string>>,
): StepInputs {
  const values = new Map([...action.inputs].map(([name, input]) => [name.toLowerCase(), input.default]))
  const unexpected = Object.keys(given).filter((name) => !values.has(name.toLowerCase()))
  for (const [name, value] of Object.entries(given)) values.set(name.toLowerCase(), value)
  const valid = [...action.inputs.keys()]
  const warnings =
    unexpected.length === 0
      ? []
      : [`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid.join("', '")}']`]
  for (const [name, { deprecation }] of action.inputs) {
    const isGiven = Object.keys(given).some((one) => one.toLowerCase() === name.toLowerCase())
    if (deprecation !== null && isGiven) {
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecation}`)
    }
  }
  const environment = [...values].map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    evaluated(value, expressions),
  ])
  return { environment: Object.fromEntries(environment), warnings }
}

/** `${{ github.token }}` and whatever else is given a value. */
function evaluated(text: string, expressions: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
    const value = expressions[name]
    if (value === undefined) throw new Error(`this runner does not know ${whole}`)
    return value
  })
}
