import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readInputs } from '../../src/github/inputs.ts'
import { documentedWorkflows, publishedWorkflows, read } from './documents.ts'
import { mistakesOfAction } from './github-parser.ts'
import { isGate, type Step, stepsOf } from './steps.ts'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const text = read('action.yml').text
const action = parse(text) as Action
const inputNames = Object.keys(action.inputs)
const readme = read('README.md').text

/** The runner's part: the `with:` of a step over the defaults of action.yml, all as text. */
function inputsOf(values: Readonly<Record<string, string | number | boolean>>) {
  const asked = new Set<string>()
  const get = (name: string) => {
    asked.add(name)
    return String(values[name] ?? action.inputs[name]?.default ?? '').replace(/\$\{\{(.*?)\}\}/g, evaluated)
  }
  return { asked, inputs: readInputs(get, { workflowFile: 'profile-gate.yml' }) }
}

/** What the expressions of the documents could come to. */
function evaluated(_whole: string, expression: string): string {
  const values = new Map([
    ['github.token', 'a-token'],
    ['matrix.package', 'store'],
    ['vars.BASELINE_RUN', '17020011222'],
  ])
  const value = values.get(expression.trim())
  if (value === undefined) throw new Error(`no value is known for ${expression}`)
  return value
}

const rowsUnder = (head: string): readonly (readonly string[])[] => {
  const lines = readme.slice(readme.indexOf(head)).split('\n').slice(2)
  const rows = lines.slice(0, lines.indexOf(''))
  return rows.map((row) => row.slice(2, -2).split(' | '))
}
const inputRows = rowsUnder('| input | default | meaning |')
const outputRows = rowsUnder('| output | meaning |')
const code = (cell: string | undefined) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

describe('action.yml', () => {
  it('is an action by GitHub’s own parser', () => {
    expect(mistakesOfAction(text)).toEqual([])
    expect(mistakesOfAction(text.replace('using: node24', 'using: node25'))).not.toEqual([])
  })

  it('has exactly the inputs that the code reads', () => {
    expect([...inputsOf({}).asked].sort()).toEqual([...inputNames].sort())
  })

  it('has defaults that the code accepts', () => {
    expect(inputsOf({}).inputs).toMatchObject({
      mode: 'gate',
      candidate: { kind: 'path', path: expect.stringMatching(/^profiles\/?$/) },
      baseline: { kind: 'auto' },
      ...{ store: true, target: null, policy: '.github/profile-gate.yml', isPolicyNamed: false, policyFrom: 'base' },
      ...{ comment: 'auto', failOn: 'fail', baselineDepth: 50, baselineWorkflow: null },
      ...{ baselineSha: null, candidateSha: null, commentKey: 'profile-gate.yml', token: 'a-token' },
    })
  })
})

describe('the README', () => {
  it('lists the inputs of action.yml with their defaults', () => {
    const listed = inputRows.map(([name, standard]) => [code(name)[0], code(standard)[0] ?? ''])
    expect(listed).toEqual(Object.entries(action.inputs).map(([name, input]) => [name, input.default]))
  })

  it('lists the outputs of action.yml', () => {
    expect(outputRows.map(([name]) => code(name)[0])).toEqual(Object.keys(action.outputs))
  })

  const choices = inputRows
    .filter(([name]) => ['mode', 'policy-from', 'comment', 'fail-on'].includes(code(name)[0] ?? ''))
    .flatMap(([name, , meaning]) => code(meaning).map((value) => [code(name)[0] ?? '', value] as const))

  it('names all values of the inputs that have a choice', () => {
    expect(choices).toHaveLength(12)
  })

  it.each(choices)('says that %s may be %s, and it may', (name, value) => {
    const needed = value === 'capture' ? { url: ':6060' } : {}
    expect(() => inputsOf({ ...needed, [name]: value })).not.toThrow()
    expect(() => inputsOf({ [name]: `${value}s` })).toThrow(name)
  })
})

const gates = [...publishedWorkflows, ...documentedWorkflows].flatMap((workflow) =>
  stepsOf(workflow)
    .filter(isGate)
    .map((step) => ({ name: workflow.name, step })),
)

describe('every gate step of a workflow', () => {
  it.each(gates)('has inputs that exist, with values that the code accepts: $name', ({ step }) => {
    expect(inputNames).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})))
    expect(() => inputsOf(step.with ?? {})).not.toThrow()
  })

  it.each([...publishedWorkflows, ...documentedWorkflows])('has outputs that exist: $name', (workflow) => {
    const ids = stepsOf(workflow).flatMap((step: Step) => (isGate(step) && step.id !== undefined ? [step.id] : []))
    const used = [...workflow.text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    for (const [, id, output] of used) {
      expect(ids).toContain(id)
      expect(Object.keys(action.outputs)).toContain(output)
    }
  })
})
