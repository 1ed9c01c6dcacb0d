import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ApiError } from '../../../src/github/api/error.ts'
import type { GateEvent, PullRequestEvent } from '../../../src/github/event.ts'
import { expectGolden } from '../../golden.ts'
import { answerTo, type Scene, type SceneRun, sha, told } from './scene.ts'

const PULL: PullRequestEvent = {
  kind: 'pull-request',
  ...{ number: 5, headSha: sha('topic'), headBranch: 'topic' },
  ...{ baseBranch: 'main', baseSha: sha('m4') },
}
const PUSH: GateEvent = { kind: 'push', branch: 'main' }
const TAG: GateEvent = { kind: 'push', branch: null }
const QUEUE: GateEvent = { kind: 'merge-group', baseSha: sha('m5'), baseBranch: 'main', headSha: sha('queued') }
const NIGHTLY: GateEvent = { kind: 'branch', name: 'schedule', branch: 'main' }

/** A line of five commits, a topic that began at the second, and its merge onto the newest. */
const COMMITS = {
  ...{ m1: [], m2: ['m1'], m3: ['m2'], m4: ['m3'], m5: ['m4'] },
  ...{ topic: ['m2'], merge: ['m5', 'topic'], queued: ['m5', 'topic'] },
}
const pull: Scene = { event: PULL, at: 'merge', commits: COMMITS }
const push: Scene = { event: PUSH, at: 'm5', commits: COMMITS }
const at = (commit: string, id: number, more: Partial<SceneRun> = {}): SceneRun => ({ id, at: commit, ...more })
const down = new ApiError('unavailable', 'GET /x: 502 after 4 tries', 502)
const denied = new ApiError('forbidden', 'GET /x: 403 (Resource not accessible by integration)', 403)

/** 120 runs that strangers started from a branch of the same name. */
const FLOOD = Array.from({ length: 120 }, (_, index) =>
  at('topic', 1_000 + index, { event: 'pull_request', isOwn: false }),
)

const SCENES: Readonly<Record<string, Readonly<Record<string, Scene>>>> = {
  'Which commit': {
    'a pull request: parent 1 of the merge commit, though the event still says m4': { ...pull, runs: [at('m5', 50)] },
    'a pull request without a checkout': { ...pull, head: null, runs: [at('m5', 50)] },
    'a pull request that measured its head: the merge base': { ...pull, head: 'topic', runs: [at('m2', 20)] },
    'a pull request that says what it measured': {
      ...pull,
      inputs: { 'candidate-sha': sha('topic') },
      runs: [at('m2', 20)],
    },
    'a pull request that says that it measured the merge, whatever is checked out': {
      ...pull,
      head: 'made',
      inputs: { 'candidate-sha': sha('merge') },
      runs: [at('m5', 50)],
    },
    'a pull request that says that it measured another commit of the repository': {
      ...pull,
      inputs: { 'candidate-sha': sha('m4') },
      runs: [at('m5', 50), at('m4', 40), at('m3', 30)],
    },
    'a pull request that says that it measured a commit that GitHub does not know': {
      ...pull,
      inputs: { 'candidate-sha': sha('made') },
      runs: [at('m5', 50)],
    },
    'a pull request that checked out another commit of the repository': {
      ...pull,
      head: 'm3',
      runs: [at('m5', 50), at('m2', 20)],
    },
    'a pull request that checked out the commit that holds its baseline': { ...pull, head: 'm5', runs: [at('m5', 50)] },
    'a pull request whose job made a commit': { ...pull, head: 'made', runs: [at('m5', 50)] },
    'the same, told what to compare with': {
      ...pull,
      head: 'made',
      inputs: { 'baseline-sha': sha('m4').toUpperCase() },
      runs: [at('m5', 50), at('m4', 40)],
    },
    'the same, where the merge is none': {
      ...pull,
      head: 'made',
      commits: { ...COMMITS, merge: ['m5'] },
      runs: [at('m4', 40)],
    },
    'the same, where the merge has nothing in common with the base': {
      ...pull,
      head: 'made',
      commits: { ...COMMITS, merge: [] },
      runs: [at('m2', 20)],
    },
    'a closed pull request that was squashed': {
      ...pull,
      commits: { ...COMMITS, merge: ['m5'] },
      runs: [at('m4', 40)],
    },
    'a merge queue': { event: QUEUE, at: 'queued', commits: COMMITS, runs: [at('m5', 50)] },
    'a merge queue whose job made a commit': {
      event: QUEUE,
      ...{ at: 'queued', head: 'made' },
      commits: COMMITS,
      runs: [at('m5', 50)],
    },
    'a push': { ...push, runs: [at('m4', 40)] },
    'a push of a tag': { ...push, event: TAG, runs: [at('m4', 40)] },
    'a push of a root commit': { ...push, at: 'm1' },
    'a push whose job made a commit': { ...push, head: 'made', runs: [at('m4', 40)] },
    'a schedule': { ...push, event: NIGHTLY, runs: [at('m4', 40)] },
    'a schedule that checked out another branch': { ...push, event: NIGHTLY, head: 'topic' },
    'a schedule whose job made a commit': { ...push, event: NIGHTLY, head: 'made' },
    'a schedule with baseline-sha': {
      ...push,
      event: NIGHTLY,
      inputs: { 'baseline-sha': sha('m3') },
      runs: [at('m3', 30)],
    },
    'baseline-sha is the candidate': { ...push, inputs: { 'baseline-sha': sha('m5') }, runs: [at('m5', 50)] },
    'baseline-sha is no commit': { ...pull, inputs: { 'baseline-sha': sha('nowhere') }, runs: [at('m5', 50)] },
  },
  'The ladder': {
    'the first run of all': pull,
    'a run of the queue gave the commit its profiles': { ...pull, runs: [at('m5', 50, { event: 'merge_group' })] },
    'the newest of several runs': { ...pull, runs: [at('m5', 50), at('m5', 51, { event: 'schedule' })] },
    'the newest run holds nothing, the one before does': { ...pull, runs: [at('m5', 50), at('m5', 51, { holds: [] })] },
    'an artifact twice': { ...pull, runs: [at('m5', 50, { holds: ['usable', 'expired', 'damaged'] })] },
    'a manifest of another commit': { ...pull, runs: [at('m5', 50, { holds: [{ measured: 'm4' }] })] },
    'the first baseline is yet to be stored, and pull requests store theirs': {
      ...pull,
      others: 30,
      runs: [at('m5', 50, { holds: [] }), at('m4', 40, { holds: [] }), at('m3', 30, { holds: [] })],
    },
    'the same, with more of them than one list tells': {
      ...pull,
      others: 200,
      runs: [
        at('m5', 50, { minutesAgo: 5, holds: [] }),
        at('m4', 40, { minutesAgo: 9, holds: [] }),
        at('m3', 30, { minutesAgo: 13, holds: [] }),
        at('m2', 20, { minutesAgo: 15 }),
      ],
    },
    'nearest ancestor, two commits before': { ...pull, runs: [at('m3', 30), at('m1', 10)] },
    'nearest ancestor, behind a merge of two commits': {
      ...pull,
      commits: { ...COMMITS, m5: ['m4', 's2'], s2: ['s1'], s1: ['m4'] },
      runs: [at('m4', 40)],
    },
    'nearest ancestor, and GitHub does not tell how far that is': {
      ...pull,
      runs: [at('m3', 30)],
      refused: { aheadBy: down },
    },
    'the newest run of an ancestor holds nothing, the one before does': {
      ...pull,
      runs: [at('m3', 30), at('m3', 31, { event: 'schedule', holds: [] }), at('m1', 10)],
    },
    'the newest run of an ancestor has a damaged one, the one before a good one': {
      ...pull,
      runs: [at('m3', 30), at('m3', 31, { event: 'schedule', holds: ['damaged'] }), at('m1', 10)],
    },
    'an ancestor that only a merge queue measured': {
      ...pull,
      runs: [at('m4', 40, { event: 'merge_group', branch: 'gh-readonly-queue/main/pr-1-x' }), at('m3', 30)],
    },
    'expired ones are passed over, and said once': {
      ...pull,
      runs: [
        at('m5', 50, { holds: ['expired'] }),
        at('m4', 40, { holds: ['expired'] }),
        at('m3', 30, { holds: ['expired'] }),
        at('m2', 20),
      ],
    },
    'gone while it was downloaded': {
      ...pull,
      runs: [at('m5', 50, { holds: ['expiring'] }), at('m4', 40, { holds: ['deleted'] }), at('m3', 30)],
    },
    'a damaged one is passed over': { ...pull, runs: [at('m5', 50, { holds: ['damaged'] }), at('m3', 30)] },
    'none but damaged ones: the nearest is an error, not a first run': {
      ...pull,
      runs: [at('m5', 50, { holds: [] }), at('m4', 40, { holds: ['damaged'] }), at('m2', 20, { holds: ['damaged'] })],
    },
    'stored for other commits only': { ...pull, runs: [at('elsewhere', 60, { branch: 'release' })] },
    'too far back': { ...pull, inputs: { 'baseline-depth': '2' }, runs: [at('m2', 20)] },
    'a depth of 0': { ...pull, inputs: { 'baseline-depth': '0' }, runs: [at('m4', 40)] },
    'a target of its own': { ...pull, inputs: { target: 'arm' }, runs: [at('m5', 50)] },
    'another workflow holds the baselines': {
      ...pull,
      inputs: { 'baseline-workflow': 'other.yml' },
      runs: [at('m5', 50, { workflow: 'other.yml' })],
    },
    'another workflow holds none': {
      ...pull,
      inputs: { 'baseline-workflow': 'other.yml', 'baseline-depth': '1' },
      runs: [at('m5', 50)],
    },
    'a workflow that does not exist': { ...pull, inputs: { 'baseline-workflow': 'none.yml' } },
    'a branch whose first page of runs is full of strangers': { ...pull, runs: [...FLOOD, at('m3', 30)] },
  },
  'Whom nobody trusts': {
    'a fork whose branch is called main': { ...pull, runs: [at('m4', 60, { isOwn: false }), at('m3', 30)] },
    'a fork at the wanted commit': { ...pull, runs: [at('m5', 60, { isOwn: false, event: 'push' }), at('m3', 30)] },
    'a repository that is deleted': { ...pull, runs: [at('m5', 60, { isOwn: false, branch: null }), at('m3', 30)] },
    'a pull request at the wanted commit': { ...pull, runs: [at('m5', 60, { event: 'pull_request' }), at('m3', 30)] },
    'other events': {
      ...pull,
      runs: ['pull_request_target', 'workflow_run', 'issue_comment', 'repository_dispatch'].map((event, index) =>
        at('m5', 60 + index, { event }),
      ),
    },
    'another workflow': { ...pull, runs: [at('m5', 60, { workflow: 'other.yml' }), at('m3', 30)] },
    'the run itself and others of the candidate': {
      ...push,
      event: NIGHTLY,
      inputs: { 'baseline-sha': sha('m4'), 'candidate-sha': sha('m3') },
      runs: [at('m3', 30), at('m2', 20)],
    },
    'a topic that was rebased on an ancient commit to be judged by its policy': {
      ...pull,
      head: 'ancient',
      event: { ...PULL, headSha: sha('ancient') },
      commits: { ...COMMITS, ancient: ['m1'] },
      runs: [at('m1', 10)],
    },
    'a checkout of another tree, whose acceptances stand in no diff': {
      ...pull,
      head: 'elsewhere',
      commits: { ...COMMITS, elsewhere: ['m2'] },
      runs: [at('m2', 20)],
    },
  },
  'What GitHub does not tell': {
    'who this run is': { ...pull, refused: { run: denied } },
    'the run itself is not shown': { ...pull, hidden: ['run'] },
    'nor is needed where the workflow is named': {
      ...pull,
      hidden: ['run'],
      inputs: { 'baseline-workflow': 'ci.yml' },
      runs: [at('m5', 50)],
    },
    'the merge commit': { ...pull, refused: { parentsOf: down } },
    'the merge commit is not shown': { ...pull, hidden: ['parentsOf'] },
    'the merge base': { ...pull, head: 'topic', refused: { mergeBase: down } },
    'the merge base is not shown': { ...pull, head: 'topic', hidden: ['mergeBase'] },
    'the pushed commit is not shown': { ...push, hidden: ['parentsOf'] },
    'the runs': { ...pull, refused: { runsOf: denied } },
    'the workflow of this run is not shown': { ...pull, hidden: ['runsOf'] },
    'the artifacts of a run': { ...pull, refused: { artifactsOf: down }, runs: [at('m5', 50)] },
    'who holds any': { ...pull, refused: { holdersOf: down } },
    'the ancestors': { ...pull, refused: { ancestorsOf: down }, runs: [at('m5', 50, { holds: ['damaged'] })] },
  },
  'Named baselines': {
    'an artifact of this run': {
      ...pull,
      inputs: { baseline: 'artifact:before' },
      own: { before: { measured: 'm5' } },
    },
    'an artifact of this run that is not there': { ...pull, inputs: { baseline: 'artifact:before' } },
    'an artifact of another run': { ...pull, inputs: { baseline: 'run:30/p' }, runs: [at('m3', 30)] },
    'of a run of a pull request of this repository': {
      ...pull,
      inputs: { baseline: 'run:30/p' },
      runs: [at('m3', 30, { event: 'pull_request', branch: 'topic', holds: [{ measured: 'merge' }] })],
    },
    'of a run whose manifest names another commit': {
      ...pull,
      inputs: { baseline: 'run:30/p' },
      runs: [at('m3', 30, { holds: [{ measured: 'm1' }] })],
    },
    'of a run of a fork': { ...pull, inputs: { baseline: 'run:30/p' }, runs: [at('m3', 30, { isOwn: false })] },
    'of no run': { ...pull, inputs: { baseline: 'run:31/p' } },
    'of a run without it': { ...pull, inputs: { baseline: 'run:30/other' }, runs: [at('m3', 30)] },
    'of a run where it expired': {
      ...pull,
      inputs: { baseline: 'run:30/p' },
      runs: [at('m3', 30, { holds: ['expired'] })],
    },
    'of a run where it is damaged': {
      ...pull,
      inputs: { baseline: 'run:30/p' },
      runs: [at('m3', 30, { holds: ['damaged'] })],
    },
    'of a run where it is twice': {
      ...pull,
      inputs: { baseline: 'run:30/p' },
      runs: [at('m3', 30, { holds: ['usable', 'usable'] })],
    },
    'of a run that GitHub does not tell about': { ...pull, inputs: { baseline: 'run:30/p' }, refused: { run: down } },
    'this run by its number': { ...pull, inputs: { baseline: 'run:99/before' }, own: { before: 'usable' } },
    'with the commit that it is of': {
      ...push,
      inputs: { baseline: 'artifact:before', 'baseline-sha': sha('m3') },
      own: { before: 'usable' },
    },
    'although this run is not shown': {
      ...pull,
      hidden: ['run'],
      inputs: { baseline: 'artifact:before' },
      own: { before: 'usable' },
    },
    'although the merge commit is not told: the policy is not known': {
      ...pull,
      refused: { parentsOf: down },
      inputs: { baseline: 'artifact:before' },
      own: { before: 'usable' },
    },
    'the artifact that the candidate is': { ...pull, inputs: { candidate: 'artifact:p', baseline: 'artifact:p' } },
    'an artifact of those that the candidate is': {
      ...pull,
      inputs: { candidate: 'artifact:p-*', baseline: 'run:99/p-1' },
    },
    'the artifact that this step stored': {
      ...pull,
      inputs: { target: 'arm', baseline: 'artifact:profile-gate-profiles-arm' },
    },
    'that of another leg': {
      ...pull,
      inputs: { candidate: 'artifact:*', target: 'arm', baseline: 'artifact:profile-gate-profiles' },
      own: { 'profile-gate-profiles': 'usable' },
    },
  },
}

describe('the baseline', () => {
  it('is found, refused or missed as the scenes say', async () => {
    const parts: string[] = []
    for (const [chapter, scenes] of Object.entries(SCENES)) {
      parts.push(`# ${chapter}`)
      for (const [title, scene] of Object.entries(scenes)) parts.push(`${title}\n${indented(await told(scene))}`)
    }
    expectGolden('github/baseline.txt', `${parts.join('\n\n')}\n`)
  })

  it('is never one of an untrusted run, wherever the others are', async () => {
    for (const scene of Object.values(SCENES['Whom nobody trusts'] ?? {})) {
      const { answer } = await answerTo(scene)
      expect(answer.context.runId ?? 0).toBeLessThan(60)
    }
  })

  it('is that of the merge, and no pass, wherever a pull request leaves its checkout', async () => {
    for (const head of ['made', 'm1', 'm2', 'm3', 'm4', 'm5', 'elsewhere', 'queued', null]) {
      const { answer, stand } = await answerTo({ ...pull, head, runs: [at('m5', 50), at('m2', 20), at('m1', 10)] })
      expect([head, answer.context.sha, answer.context.how]).toEqual([head, sha('m5'), 'exact'])
      expect(stand.policyCommits.base).toMatchObject({ sha: sha('m5') })
      expect(stand.warnings.map(({ code }) => code)).toEqual(head === null ? [] : ['other-commit-measured'])
    }
  })

  it('is an error wherever GitHub does not answer a question that it needs', async () => {
    const methods = ['run', 'parentsOf', 'runsOf', 'artifactsOf', 'holdersOf', 'ancestorsOf'] as const
    for (const method of methods) {
      const runs = [at('m5', 50, { holds: [] }), at('m3', 30)]
      const { answer } = await answerTo({ ...pull, runs, refused: { [method]: down } })
      expect([method, answer.side, answer.problems.map(({ code, level }) => [code, level])]).toEqual([
        method,
        null,
        [['baseline-unknown', 'error']],
      ])
    }
  })

  it('passes bugs on instead of calling them an answer of GitHub', async () => {
    const bug = new TypeError('x is undefined') as unknown as ApiError
    await expect(answerTo({ ...pull, refused: { runsOf: bug } })).rejects.toThrow('x is undefined')
  })

  it('takes no more than five questions where it is at the first place', async () => {
    const { asked } = await answerTo({ ...pull, runs: [at('m5', 50)] })
    expect(asked.length).toBeLessThanOrEqual(5)
  })
})

describe('a path as baseline', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'profile-gate-baseline-'))
  afterAll(() => rmSync(workspace, { recursive: true, force: true }))
  mkdirSync(join(workspace, 'profiles'))
  mkdirSync(join(workspace, 'before'))
  writeFileSync(join(workspace, 'profiles/heap.pb.gz'), '')
  writeFileSync(join(workspace, 'before/heap.pb.gz'), '')
  writeFileSync(join(workspace, 'before/profile-gate.json'), JSON.stringify({ version: 1, commit: sha('m3') }))
  symlinkSync('profiles', join(workspace, 'alias'))
  const found = async (baseline: string) =>
    (await told({ ...pull, workspace, inputs: { baseline } })).split('\nmeasured')[0]

  it.each([
    ['before/', 'side      before/\ncontext   sha m3, how path'],
    ['./before', 'side      ./before\ncontext   sha m3, how path'],
    ['before/heap.pb.gz', 'side      before/heap.pb.gz\ncontext   how path'],
    ['befor/', 'side      befor/: not-found(befor/ before)\ncontext   how path'],
    ['profiles', 'side      none\nproblems  same-inputs(profiles)'],
    ['./before/../profiles/', 'side      none\nproblems  same-inputs(./before/../profiles/)'],
    ['alias', 'side      none\nproblems  same-inputs(alias)'],
  ])('%s', async (path, expected) => {
    expect(await found(path)).toBe(expected)
  })
})

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}
