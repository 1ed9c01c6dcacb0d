import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { writeMarker } from '../../src/github/publish/marker.ts'
import type { Fault, Times } from './fake/faults.ts'
import type { PullRequest } from './fake/pull.ts'
import type { WorkflowRun } from './fake/run.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, resultOf, type Shop, startShop } from './shop.ts'

export const STORED = 'profile-gate-profiles'

/** What is there before the step runs. */
export interface Setting extends Shop {
  readonly pull: PullRequest
  /** Run of the step; it has the candidate as artifact `measured`, too. */
  readonly run: WorkflowRun
}

/** How a step differs from that of a pull request whose merge is measured and whose base has a baseline. */
export interface Scene {
  readonly inputs?: Readonly<Record<string, string>>
  /** On main, after the commit with the baseline: commits without a run. */
  readonly commitsSince?: number
  /** The head of the pull request is checked out, not its merge. */
  readonly isHead?: boolean
  /** Text of the policy of the base. */
  readonly policy?: string
  readonly prepare?: (setting: Setting) => void
}

/** Runs a step that finds a leak if it can, while requests of an operation or service fail. */
export async function letDown(what: string, fault: Fault, times: Times = {}, scene: Scene = {}) {
  const shop = await startShop()
  const { github, git } = shop
  try {
    const files = scene.policy === undefined ? {} : { '.github/profile-gate.yml': scene.policy }
    const measured = git.commit({ files, parents: [shop.base], branch: 'main' })
    shop.shop.run({ event: 'push', sha: measured }).artifact(STORED, { 'heap.pb.gz': heap('baseline') })
    let base = measured
    for (let left = scene.commitsSince ?? 0; left > 0; left--) base = git.commit({ parents: [base], branch: 'main' })
    const { pull, leak, run, step } = leakingPull({ ...shop, base })
    if (scene.isHead === true) git.checkout(leak)
    run.artifact('measured', { 'heap.pb.gz': heap('candidate') })
    scene.prepare?.({ ...shop, base: measured, pull, run })
    const rule = github.fail(what, fault, times)
    const ran = await runStep({ ...step, inputs: scene.inputs ?? {}, timeLimitMs: 110_000 })

    const result = resultOf(ran)
    const shown = `${ran.log}${ran.summary}${pull.comments.map(({ body }) => body).join()}`
    expect(rule.hits).toBeGreaterThan(0)
    expect([...ran.violations, ...github.violations]).toEqual([])
    expect(shown).not.toMatch(/[?&]sig=/)
    expect(shown).not.toContain('this is the first')
    const warnings = ran.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
    return { ran, pull, result, warnings, end: [ran.exitCode, result.outcome, pull.comments.length] }
  } finally {
    await github.close()
  }
}

/** A comment of an earlier run. */
export function commented({ pull }: Setting): void {
  const marker = {
    key: 'ci.yml',
    sha: pull.head.sha,
    run: 1,
    attempt: 1,
    outcome: 'pass',
    headline: '',
    results: [],
    previous: null,
  } as const
  pull.comment({ body: writeMarker(marker) })
}

export function heap(side: 'baseline' | 'candidate'): Uint8Array {
  return readFileSync(`test/fixtures/session-cache/${side}/heap.pb.gz`)
}
