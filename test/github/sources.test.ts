import { afterEach, describe, expect, it } from 'vitest'
import type { ArtifactOptions, Content } from './fake/artifact.ts'
import { runStep } from './runner/run-step.ts'
import { writeFiles } from './runner/temporary.ts'
import { heapOf, leakingPull, resultOf, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

type Pull = ReturnType<typeof leakingPull>
/** Puts things in place and gives the inputs of the step. */
type Setup = (pull: Pull) => Readonly<Record<string, string>>

/** The step of a pull request that leaks, in a new repository. */
async function judged(setup: Setup) {
  scene = await startShop()
  const pull = leakingPull(scene)
  const inputs = setup(pull)
  const ran = await runStep({ ...pull.step, inputs })
  expect(ran.violations).toEqual([])
  return { ...pull, ran, result: resultOf(ran) }
}

interface Stored extends ArtifactOptions {
  readonly content?: Content
  /** Name that the workflow asks for. */
  readonly asked?: string
}

/** A run of main that holds an artifact `p`; gives the input that names it. */
function ofRun({ content = heapOf('baseline'), asked = 'p', ...options }: Stored = {}): Setup {
  return () => {
    const run = scene.shop.run({ event: 'push', sha: scene.base })
    run.artifact('p', content, options)
    return { baseline: `run:${run.id}/${asked}` }
  }
}

function heapIn(folder: string, side: 'baseline' | 'candidate') {
  return { [`${folder}/heap.pb.gz`]: heapOf(side)['heap.pb.gz'] }
}

describe('the candidate', { timeout: 120_000 }, () => {
  it('is an artifact of an earlier job by its name, and stored like any other', async () => {
    const { ran, run, result } = await judged(({ run }) => {
      run.artifact('measured', heapOf('candidate'))
      storedRun(scene)
      return { candidate: 'artifact:measured' }
    })
    expect([ran.exitCode, result.checks[0].id, result.checks[0].outcome]).toEqual([1, 'live-heap:heap.pb.gz', 'fail'])
    expect(run.artifacts.map(({ name }) => name)).toEqual([
      ...['measured', 'profile-gate-profiles', 'profile-gate-report.html', 'profile-gate-result'],
    ])
  })

  it('is all artifacts that a glob means, each in a folder of its name', async () => {
    const { ran, result } = await judged(({ run }) => {
      for (const name of ['legs-a', 'legs-b', 'other']) run.artifact(name, heapOf('candidate'))
      const stored = { ...heapIn('legs-a', 'candidate'), ...heapIn('legs-b', 'baseline') }
      scene.shop.run({ event: 'push', sha: scene.base }).artifact('profile-gate-profiles', stored)
      return { candidate: 'artifact:legs-*' }
    })
    const read = result.inputs.filter(({ side }: { side: string }) => side === 'candidate')
    expect(read.map(({ path }: { path: string }) => path)).toEqual(['legs-a/heap.pb.gz', 'legs-b/heap.pb.gz'])
    expect(ran.exitCode).toBe(1)
    expect(ran.summary).toMatch(/❌.*\*\*Heap in use\*\* in `legs-b\/heap.pb.gz`, total/)
    expect(ran.summary).toMatch(/✅.*\*\*Heap in use\*\* in `legs-a\/heap.pb.gz`, total/)
  })

  it.each(['profile-linux', 'profile-*'])('artifact:%s is an error that names what there is', async (name) => {
    const { ran, result } = await judged(({ run }) => {
      run.artifact('profiles-linux', heapOf('candidate'))
      return { candidate: `artifact:${name}` }
    })
    expect([ran.exitCode, result.problems[0].args.code]).toEqual([2, 'artifact-no-match'])
    expect(ran.summary).toContain('stands for no artifact')
    expect(ran.summary).toContain('`needs:`')
    expect(ran.summary).toContain('profiles-linux')
  })
})

describe('a baseline that the workflow names', { timeout: 120_000 }, () => {
  it.each<[string, Setup, string]>([
    [
      'a path',
      () => {
        writeFiles(scene.git.folder, heapIn('before', 'baseline'))
        return { baseline: 'before/' }
      },
      '`before/` (a path)',
    ],
    [
      'an artifact of this run',
      ({ run }) => {
        run.artifact('before', heapOf('baseline'))
        return { baseline: 'artifact:before' }
      },
      '`artifact:before` (an artifact of this run)',
    ],
    ['an artifact of another run', ofRun(), '(a named run on `main`, 6 days old)'],
    [
      'the newest of two artifacts of another run, with a warning',
      (pull) => {
        const inputs = ofRun({ content: heapOf('candidate') })(pull)
        scene.shop.runs.at(-1)?.artifact('p', heapOf('baseline'))
        return inputs
      },
      'has 2 artifacts named `p`; the newest one is used',
    ],
  ])('is %s', async (_, setup, words) => {
    const { ran, result } = await judged(setup)
    expect([ran.exitCode, result.checks[0].outcome]).toEqual([1, 'fail'])
    expect(ran.summary).toContain(words)
  })

  it.each<[string, Setup, string]>([
    ['a path that is not there', () => ({ baseline: 'before/' }), '`before/` of the baseline does not exist'],
    ['no run', () => ({ baseline: 'run:1/p' }), 'run `1`, which this repository does not have'],
    ['of a run without it', ofRun({ asked: 'profiles' }), 'Correct the name or the number of the run'],
    [
      'of a run of a fork',
      () => {
        const run = scene.shop.run({ event: 'push', sha: scene.base, from: scene.shop.fork('eve') })
        run.artifact('p', heapOf('baseline'))
        return { baseline: `run:${run.id}/p` }
      },
      'which a fork started; such a run is never trusted',
    ],
    ['expired', ofRun({ expired: true }), 'is an artifact that has expired'],
    ['other bytes than were uploaded', ofRun({ digest: `sha256:${'0'.repeat(64)}` }), 'its SHA-256 differs'],
    ['empty', ofRun({ content: new Uint8Array() }), 'arrived without a single byte'],
    ['half of a zip', ofRun({ content: Buffer.from('PK\u0003\u0004half') }), 'is a zip that is cut off'],
    ['without profiles', ofRun({ content: { 'README.md': 'none' } }), 'No file of the baseline is a profile'],
  ])('is an error in words of its own: %s', async (_, setup, words) => {
    const { ran } = await judged(setup)
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
    expect(ran.summary).toContain(words)
  })

  it('is an error where it is no artifact of this run, and no command asks for it', async () => {
    const { ran } = await judged(() => ({ baseline: 'artifact:before' }))
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([2, 'error'])
    expect(ran.summary).toContain('`artifact:before` of the baseline is no artifact of this run')
    expect(ran.summary).not.toContain('gh run download')
    expect(ran.outputs['baseline-run-id']).toBe('')
  })
})

describe('the candidate as its own baseline', { timeout: 120_000 }, () => {
  it.each<[string, Setup]>([
    [
      'one of the artifacts that the candidate is',
      ({ run }) => {
        run.artifact('mine', heapOf('candidate'))
        return { candidate: 'artifact:mi*', baseline: 'artifact:mine' }
      },
    ],
    ['what this step has stored', ({ run }) => ({ baseline: `run:${run.id}/profile-gate-profiles` })],
    ['the commit itself', ({ step }) => ({ 'baseline-sha': step.trigger.sha })],
  ])('is an error: %s', async (_, setup) => {
    const { ran, result } = await judged(setup)
    expect([ran.exitCode, result.problems[0].code]).toEqual([2, 'same-inputs'])
    expect(ran.summary).toContain('Baseline and candidate are the same')
  })

  it('is an error that a run on main does not put right', async () => {
    const { ran, result } = await judged(() => ({ baseline: './profiles' }))
    expect([ran.exitCode, result.problems[0].code]).toEqual([2, 'same-inputs'])
    expect(ran.summary).toContain('Baseline and candidate are the same (`./profiles`)')
    expect(ran.summary).not.toContain('To get a baseline')
  })
})
