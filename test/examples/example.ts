import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { type Outcome, repository, runCli } from '../cli/run.ts'
import { runStep } from '../docs/recipe.ts'
import type { Step } from '../docs/steps.ts'

/** One leg of a job: its steps, with the values that the matrix has put into them. */
export interface Leg {
  readonly target: string | null
  readonly steps: readonly Step[]
  readonly env: Readonly<Record<string, string>>
}

interface WorkflowJob {
  readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } }
  readonly env?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

export function exampleFolder(name: string): string {
  return join(repository, 'examples', name)
}

/** The legs of the jobs of a workflow that judge something. */
export function legsOf(workflow: string): readonly Leg[] {
  const { jobs } = parse(workflow) as { readonly jobs: Readonly<Record<string, WorkflowJob>> }
  const judging = Object.values(jobs).filter(({ steps }) => steps.some(({ uses }) => uses?.includes('/profile-gate@')))
  return judging.flatMap(({ strategy, env = {}, steps }) =>
    (strategy?.matrix.include ?? [{}]).map((values: Readonly<Record<string, string>>) => {
      const filled = (text: string) =>
        text.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) => values[name] ?? '')
      return {
        target: values['target'] ?? null,
        steps,
        env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
      }
    }),
  )
}

/** A copy of an example, as a runner checks it out. */
export class Checkout {
  readonly folder: string
  private readonly scratch = mkdtempSync(join(tmpdir(), 'profile-gate-example-'))
  private readonly legs: readonly Leg[]

  constructor(name: string) {
    this.folder = join(this.scratch, 'checkout')
    cpSync(exampleFolder(name), this.folder, { recursive: true })
    this.legs = legsOf(readFileSync(join(this.folder, '.github/workflows/profile-gate.yml'), 'utf8'))
  }

  /** Runs the scripts of the workflow, and keeps the profiles of each leg. The go.work of an example counts. */
  measure(as: string): void {
    for (const { target, steps, env } of this.legs) {
      for (const step of steps.filter(({ run }) => run !== undefined)) {
        const { code, text } = runStep(step, this.folder, { GOWORK: '', ...env })
        expect(code, text).toBe(0)
      }
      mkdirSync(join(this.scratch, as), { recursive: true })
      renameSync(join(this.folder, 'profiles'), this.profiles(as, target))
    }
  }

  /** Changes the code as the pull request of the example does. */
  regress(): void {
    const { code, text } = runStep({ run: 'git apply regression.patch' }, this.folder)
    expect(code, text).toBe(0)
  }

  /** What the gate says, with the policy of the example. */
  compare(from: string, to: string, target: string | null, ...options: readonly string[]): Outcome {
    // Relative: what is printed is the same wherever the copy lies.
    const sides = [from, to].map((as) => relative(this.folder, this.profiles(as, target)))
    const named = target === null ? [] : ['--target', target]
    return runCli(['compare', ...sides, ...named, ...options], {}, this.folder)
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true })
  }

  private profiles(as: string, target: string | null): string {
    return join(this.scratch, as, target ?? 'profiles')
  }
}
