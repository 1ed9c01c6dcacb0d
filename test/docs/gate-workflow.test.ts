import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository, runCli } from '../cli/run.ts'
import { publishedWorkflows } from './documents.ts'
import { describeShell, runStep, stepNamed } from './recipe.ts'
import { isGate, stepsOf } from './steps.ts'

const gates = publishedWorkflows
  .filter(({ name }) => name === 'gate.yml')
  .flatMap(stepsOf)
  .filter((step) => isGate(step) && step.id !== undefined)

/** `OUTCOME FAILED CONCLUSION` of a step of gate.yml, by the command on the same files. */
function verdictOf(id: string): string {
  const inputs = gates.find((step) => step.id === id)?.with ?? {}
  const sides = ['baseline', 'candidate'].map((side) => String(inputs[side]))
  const { out, code } = runCli(['compare', ...sides, '--format', 'json'])
  const { outcome } = JSON.parse(out) as { readonly outcome: string }
  return `${outcome} ${code === 0 ? 'false success' : 'true failure'}`
}

describe('the workflow gate.yml', () => {
  it.each(gates)('judges recorded profiles that exist: $id', ({ with: inputs }) => {
    for (const side of ['baseline', 'candidate']) {
      expect(existsSync(join(repository, String(inputs?.[side]), 'heap.pb.gz'))).toBe(true)
    }
  })
})

describeShell('what gate.yml expects', () => {
  const [leak, same] = [verdictOf('leak'), verdictOf('same-code').split(' ').slice(1).join(' ')]

  it.each([
    ['The leak fails', leak],
    ['The same code passes', same],
  ])('is what the engine finds: %s', (name, found) => {
    const check = (FOUND: string) => runStep(stepNamed('gate.yml', name), repository, { FOUND }).code
    expect(check(found)).toBe(0)
    for (const wrong of ['', 'pass false success', 'error true failure', 'true failure', ' false', ' failure']) {
      expect(check(wrong), wrong).not.toBe(0)
    }
  })
})
