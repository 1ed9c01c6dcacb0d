import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/policy/parse.ts'
import { describeMistake } from '../../src/policy/print.ts'
import { documentedWorkflows, policies, publishedWorkflows } from './documents.ts'
import { mistakesOfWorkflow } from './github-parser.ts'
import { isGate, jobsOf, stepsOf, workflowOf } from './steps.ts'

const all = [...publishedWorkflows, ...documentedWorkflows]
const whole = all.filter((workflow) => workflowOf(workflow).permissions !== undefined)

describe('every workflow of the documents and of this repository', () => {
  it.each(all)('is one by GitHub’s own parser: $name', async ({ name, text }) => {
    expect(await mistakesOfWorkflow(name, text)).toEqual([])
  })

  it.each(all)('uses actions by a major version: $name', (workflow) => {
    for (const step of stepsOf(workflow)) {
      if (step.uses !== undefined && !isGate(step)) expect(step.uses).toMatch(/^actions\/[a-z-]+@v\d+$/)
    }
  })

  it.each(all)('puts no expression into a script: $name', (workflow) => {
    for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{')
  })

  it.each(all)('does not leave its token with the code that it measures: $name', (workflow) => {
    for (const { uses, with: inputs } of stepsOf(workflow)) {
      if (uses?.startsWith('actions/checkout@')) expect(inputs?.['persist-credentials']).toBe(false)
    }
  })

  it.each(all)('never runs on pull_request_target: $name', ({ text }) => {
    expect(text).not.toContain('pull_request_target')
  })

  it.each(whole)('gives the gate the permissions that it uses, and no more: $name', (workflow) => {
    for (const { permissions, steps } of jobsOf(workflow)) {
      // The one job that may write, and measures nothing.
      if (steps.some(({ run }) => run?.includes('gh release create'))) continue
      const gates = steps.filter(isGate)
      const asks = (input: string, value: unknown) => gates.some(({ with: inputs }) => inputs?.[input] === value)
      const finds = gates.some(({ with: inputs }) => inputs?.['baseline'] === undefined)
      const writes = gates.length > 0 && !asks('comment', 'never')
      expect(permissions).toEqual({
        // A report checks nothing out.
        ...(asks('mode', 'report') ? {} : { contents: 'read' }),
        ...(finds ? { actions: 'read' } : {}),
        ...(writes ? { 'pull-requests': 'write' } : {}),
      })
    }
  })

  it('is told from one that GitHub refuses', async () => {
    const text = all[0]?.text ?? ''
    expect(await mistakesOfWorkflow('broken.yml', text.replace('runs-on:', 'runs-at:'))).not.toEqual([])
  })
})

describe('every policy of the documents', () => {
  it.each(policies)('is valid: $document:$line', ({ document, body }) => {
    const result = parsePolicy(body, document)
    expect(result.kind === 'invalid' ? result.mistakes.map(describeMistake) : []).toEqual([])
  })
})

describe('the workflow ci.yml', () => {
  it('runs what decides what lands', () => {
    const ci = publishedWorkflows.find(({ name }) => name === 'ci.yml')
    const runs = ci === undefined ? [] : stepsOf(ci).flatMap(({ run }) => run ?? [])
    expect(runs).toEqual(['.ci/run', 'npm cit'])
  })
})
