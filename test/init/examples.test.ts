import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repository, runCli } from '../cli/run.ts'
import { stepsOf } from '../docs/steps.ts'
import { POLICY, WORKFLOW } from './repository.ts'

const folder = join(repository, 'examples')
const examples = readdirSync(folder).filter((name) => existsSync(join(folder, name, WORKFLOW)))

/** An example as it is, and with what init writes in the place of its configuration. */
function bothOf(name: string) {
  const copy = mkdtempSync(join(tmpdir(), 'profile-gate-stripped-'))
  try {
    cpSync(join(folder, name), copy, { recursive: true })
    rmSync(join(copy, '.github'), { recursive: true })
    expect(runCli(['init'], {}, copy)).toMatchObject({ code: 0, err: '' })
    return { own: configurationOf(join(folder, name)), made: configurationOf(copy) }
  } finally {
    rmSync(copy, { recursive: true })
  }
}

interface RuleText {
  readonly kind: string | readonly string[]
  readonly metric?: string
  readonly of?: string
}

function configurationOf(root: string) {
  const policy = parse(readFileSync(join(root, POLICY), 'utf8')) as { readonly rules: readonly RuleText[] }
  const text = readFileSync(join(root, WORKFLOW), 'utf8')
  const steps = stepsOf({ name: WORKFLOW, text }).map(({ uses = 'run', with: inputs = {} }) => ({
    ...{ uses, inputs: Object.keys(inputs).sort() },
  }))
  const legs = Object.values(parse(text).jobs as Record<string, { strategy?: unknown }>).map(({ strategy }) => strategy)
  // A budget or a second limit asks for nothing new.
  const asked = new Set(policy.rules.map(({ kind, metric, of }) => JSON.stringify({ kind, metric, of })))
  return {
    questions: { asked: [...asked].sort(), steps, legs },
    texts: [readFileSync(join(root, POLICY), 'utf8'), text],
  }
}

describe('init on an example without its configuration', () => {
  it.each(examples)('asks for the same kinds, metrics and groups by the same steps: %s', (name) => {
    const { own, made } = bothOf(name)
    expect(made.questions).toEqual(own.questions)
  })

  it.each(['library', 'monorepo'])('writes what is there, as its README says: %s', (name) => {
    expect(readFileSync(join(folder, name, 'README.md'), 'utf8')).toContain('what `profile-gate init` writes')
    const { own, made } = bothOf(name)
    expect(made.texts).toEqual(own.texts)
  })
})
