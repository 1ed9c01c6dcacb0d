import type { Notice } from '../model/notice.ts'
import type { Result } from '../result/result.ts'
import { has, named, raw, whole } from './args.ts'
import { wordFile } from './file-words.ts'
import { because } from './github-words.ts'
import type { Pen } from './pen.ts'
import type { Args } from './word-table.ts'

/** How a surface writes commits and runs: as links where it has them. */
export interface Places {
  readonly commit: (sha: string) => string
  readonly run: (id: number) => string
}

/** One place where a baseline was looked for. */
export interface LadderStep {
  readonly icon: '✅' | '⚪' | '🚫'
  readonly looked: string
  readonly found: string
}

/** Where the gate looked for a baseline, in order. */
export function ladderSteps({ context }: Result, pen: Pen, places: Places): readonly LadderStep[] {
  let isFirst = true
  return context.baseline.steps.map((step) => {
    const words = stepWords(step, pen, places)
    if (words.looked !== null) return { icon: words.icon, looked: words.looked, found: words.found }
    const relation = isFirst ? 'the commit to compare with' : 'a commit before it'
    isFirst = false
    return { icon: words.icon, looked: `${commitOf(step.args, pen, places)}, ${relation}`, found: words.found }
  })
}

interface StepWords {
  readonly icon: LadderStep['icon']
  /** Null for the commit of the step. */
  readonly looked: string | null
  readonly found: string
}

type SayStep = (args: Args, pen: Pen, places: Places) => StepWords

function stepWords(step: Notice, pen: Pen, places: Places): StepWords {
  const say = STEPS.get(step.code)
  return say === undefined ? { icon: '⚪', looked: pen.code(step.code), found: 'nothing' } : say(step.args, pen, places)
}

const STEPS: ReadonlyMap<string, SayStep> = new Map<string, SayStep>([
  [
    'found',
    (args, pen, places) => ofCommit('✅', `${runOf(args, pen, places)} stored its profiles: they are the baseline`),
  ],
  ['no-run', (args, pen) => ofCommit('⚪', `${noRun(args, pen)} measured it`)],
  [
    'not-stored',
    (args, pen, places) => ofCommit('⚪', `${runOf(args, pen, places)} stored no profiles, or they were deleted`),
  ],
  [
    'expired',
    (args, pen, places) => ofCommit('⚪', `the profiles that ${runOf(args, pen, places)} stored have expired`),
  ],
  [
    'damaged',
    (args, pen, places) => {
      const { what } = wordFile({ code: raw(args, 'code'), args }, pen)
      return ofCommit('🚫', `what ${runOf(args, pen, places)} stored ${what}`)
    },
  ],
  [
    'none-before',
    (args, pen, places) => ({
      icon: '⚪',
      looked:
        args['depth'] === 0
          ? `commits before ${commitOf(args, pen, places)}`
          : `the ${commitsBefore(args)} ${commitOf(args, pen, places)}`,
      found: foundBefore(args, pen),
    }),
  ],
  [
    'none-stored',
    (args, pen) => ({
      icon: '⚪',
      looked: `${named(args, 'name', pen)} of any run of this repository${onBranch(args, pen)}`,
      found: 'none yet',
    }),
  ],
  [
    'event-compares-nothing',
    (args, pen) => ({
      icon: '⚪',
      looked: 'a commit to compare with',
      found: `a run on ${named(args, 'event', pen)} has none`,
    }),
  ],
  [
    'no-parent',
    (args, pen, places) => ({
      icon: '⚪',
      looked: `the parent of ${commitOf(args, pen, places)}`,
      found: 'it has none: it is a first commit',
    }),
  ],
  [
    'not-asked',
    (args, pen) => ({ icon: '🚫', looked: 'stored profiles', found: `could not be looked for${because(args, pen)}` }),
  ],
])

/** Which runs are trusted: pull requests could put a baseline of their own in place. */
function noRun(args: Args, pen: Pen): string {
  const workflow = has(args, 'workflow') ? named(args, 'workflow', pen) : 'this workflow'
  return `no run of ${workflow} by push, schedule, dispatch or merge queue`
}

function foundBefore(args: Args, pen: Pen): string {
  if (args['depth'] === 0) return 'there are none'
  if (args['runs'] === 0) return `${noRun(args, pen)} measured one`
  return `runs for ${whole(args, 'runs')} of them, none with profiles`
}

function onBranch(args: Args, pen: Pen): string {
  return has(args, 'branch') ? ` on ${named(args, 'branch', pen)}` : ''
}

function ofCommit(icon: LadderStep['icon'], found: string): StepWords {
  return { icon, looked: null, found }
}

function commitsBefore(args: Args): string {
  return args['depth'] === 1 ? 'commit before' : `${whole(args, 'depth')} commits before`
}

function commitOf(args: Args, pen: Pen, places: Places): string {
  return has(args, 'sha') ? places.commit(raw(args, 'sha')) : pen.code('?')
}

function runOf(args: Args, pen: Pen, places: Places): string {
  const { run } = args
  return typeof run === 'number' && Number.isSafeInteger(run) ? places.run(run) : `run ${named(args, 'run', pen)}`
}

/** Why there is no baseline, by the step that decided it: a sentence without its full stop. */
export function whyNoBaseline({ context }: Result, pen: Pen, places: Places): string {
  const { steps, ref } = context.baseline
  const last = steps.at(-1)
  const args = last?.args ?? {}
  const comparable = `profiles that ${pen.candidate} could be compared with`
  switch (last?.code) {
    case 'none-stored':
      return `No run${onBranch(args, pen)} has stored ${comparable} yet`
    case 'event-compares-nothing':
      return `A run on ${named(args, 'event', pen)} stands on no other commit that it could be compared with`
    case 'no-parent':
      return `${commitOf(args, pen, places)} is a first commit: there is none before it to compare with`
    case 'none-before':
      if (args['depth'] === 0) return `${commitOf(args, pen, places)} has no ${comparable}, and no commit before it`
      return `Neither ${commitOf(args, pen, places)} nor ${args['depth'] === 1 ? '' : 'one of '}the ${commitsBefore(args)} it has ${comparable}`
    case 'not-asked':
      return `Whether there is a baseline could not be found out${because(args, pen)}`
    default:
      return `No run${ref === null ? '' : ` on ${pen.code(ref)}`} has ${comparable}`
  }
}

/** Whether there is nothing to compare with, and nothing to be done about it. */
export function comparesNothing({ context }: Result): boolean {
  const code = context.baseline.steps.at(-1)?.code
  return code === 'event-compares-nothing' || code === 'no-parent'
}
