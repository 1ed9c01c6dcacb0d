import { has, named, raw, typed, whole } from './args.ts'
import type { Pen } from './pen.ts'
import { shortSha } from './provenance.ts'
import type { Args, WordTable } from './word-table.ts'

/** What went wrong between the gate and GitHub, or what a reader should know of it: sentences. */
export const GITHUB_WORDS: WordTable = {
  'baseline-unknown': (args, pen) => ({
    what: `Whether there is a baseline could not be found out${because(args, pen)}`,
    todo: wayOut(args, has(args, 'permission') ? raw(args, 'permission') : 'actions: read', pen),
  }),
  'baseline-workflow-missing': (args, pen) => ({
    what: `This repository has no workflow ${named(args, 'name', pen)}, in whose runs a baseline should be looked for`,
    todo: typed('Correct `baseline-workflow`: the file name alone, such as `profile-gate.yml`', pen),
  }),
  'policy-unknown': (args, pen) => ({
    what: `The policy ${named(args, 'path', pen)} could not be read${because(args, pen)}`,
    todo: wayOut(args, 'contents: read', pen),
  }),
  'policy-unusable': (args, pen) => ({
    what: `The policy ${named(args, 'path', pen)} of commit ${commit(args, 'sha', pen)} ${UNUSABLE.get(raw(args, 'why')) ?? `cannot be used (${named(args, 'why', pen)})`}`,
    todo: typed(
      `${raw(args, 'why') === 'absent' ? 'Commit it' : 'Put a text file there'}, or name another file under \`policy\``,
      pen,
    ),
  }),
  'policy-misnamed': (args, pen) => ({
    what: `${named(args, 'path', pen)} is no policy's name, so its limits would not count`,
    todo: typed('Rename it to `profile-gate.yml`', pen),
  }),
  'policy-of-head': (args, pen) => ({
    what: `The base has no policy, so the limits of ${pen.candidate} in ${named(args, 'path', pen)} count`,
    todo: null,
  }),
  'policy-not-on-base': (args, pen) => ({
    what: `The base has no ${named(args, 'path', pen)}, so the limits of its ${named(args, 'used', pen)} count`,
    todo: 'The file that is named counts once it is merged',
  }),
  'acceptances-not-counted': (args, pen) => ({
    what: `The policy of ${pen.candidate} cannot be read (${named(args, 'path', pen)}), so none of its acceptances counts`,
    todo: 'Correct its mistakes',
  }),
  'same-inputs': (args, pen) => ({
    what: `Baseline and candidate are the same (${named(args, 'path', pen)}), so nothing could be seen to grow`,
    todo: typed('Name those of another commit under `baseline` or `baseline-sha`, or leave both out', pen),
  }),
  'target-taken': (args, pen) => ({
    what: `Another gate step of this run has stored its profiles as ${named(args, 'name', pen)} already`,
    todo: typed('Give each of them a `target:` of its own', pen),
  }),
  'comment-taken': (args, pen) => ({
    what: `Another gate step of this run has written the comment already, so it does not show this verdict (${pen.code(raw(args, 'url'), MESSAGE_CODE_POINTS)})`,
    todo: typed('Give each of them a `target:` or a `comment-key:` of its own', pen),
  }),
  'artifact-doubled': (args, pen) => ({
    what: `Run ${named(args, 'run', pen)} has ${whole(args, 'count')} artifacts named ${named(args, 'name', pen)}; the newest one is used`,
    todo: typed('Give each gate step of a run a `target:` of its own', pen),
  }),
  'other-commit-measured': (args, pen) => ({
    what: `The checkout stands at ${commit(args, 'sha', pen)}, a commit that this event is not about or that a step of the job made; ${pen.candidate} counts as ${commit(args, 'as', pen)}`,
    todo: typed('If that is meant, give `github.sha` as `candidate-sha`', pen),
  }),
  'baseline-commit-differs': (args, pen) => ({
    what: `The profiles of the baseline were stored for ${commit(args, 'sha', pen)}, but their manifest says that ${commit(args, 'commit', pen)} was measured`,
    todo: 'Check which commit the workflow checks out before it measures',
  }),
  'run-unfinished': (args, pen) => ({
    what: `The run ended as ${named(args, 'conclusion', pen)}, though all that it has stored passes: one of its jobs did not finish or has left no result here, or failed for another reason`,
    todo: 'Look at its jobs, and run those again that did not finish',
  }),
  'report-not-made': (args, pen) => ({
    what: `Nothing is reported of run ${named(args, 'run', pen)}${because(args, pen)}`,
    todo: isOfPermission(args) ? `Give the job ${pen.code(REPORT_PERMISSIONS)}` : wayOut(args, '', pen),
  }),
  'comment-not-written': (args, pen) => ({
    what: `The comment could not be written${because(args, pen)}`,
    todo: [wayOut(args, 'pull-requests: write', pen), 'The verdict and the job summary do not depend on it']
      .filter((part) => part !== null)
      .join('. '),
  }),
}

function commit(args: Args, key: string, pen: Pen): string {
  return pen.code(shortSha(raw(args, key)))
}

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['forbidden', 'the token may not do that'],
  ['bad-token', 'GitHub does not accept the token'],
  ['not-found', 'GitHub does not find it, or does not show it to this token'],
  ['gone', 'it was deleted'],
  ['refused', 'GitHub refused it'],
  ['rate-limited', 'the limit for requests is used up'],
  ['unavailable', 'GitHub does not answer as it should'],
])

/** `: the token may not do that (GET /…: 403)`. Also for the steps of the ladder. */
export function because(args: Args, pen: Pen): string {
  const cause = CAUSES.get(raw(args, 'why')) ?? (has(args, 'why') ? named(args, 'why', pen) : '')
  const message = has(args, 'message') ? pen.code(raw(args, 'message'), MESSAGE_CODE_POINTS) : ''
  if (cause === '') return message === '' ? '' : `: ${message}`
  return `: ${cause}${message === '' ? '' : ` (${message})`}`
}

const MESSAGE_CODE_POINTS = 200

/**
 * GitHub hides by 404 what a token may not see. Naming one permission takes away all that are not named. Null where no
 * second try would change anything.
 */
function wayOut(args: Args, permission: string, pen: Pen): string | null {
  const why = raw(args, 'why')
  if (why === 'bad-token') return typed(RENEW_TOKEN, pen)
  if (isOfPermission(args)) {
    const line = pen.code(`permissions: { ${permission} }`)
    const kept = ['contents: read', 'actions: read'].filter((each) => each !== permission).map((each) => pen.code(each))
    const fork = permission.endsWith('write')
      ? '; the token of a pull request from a fork or from Dependabot can only read, whatever the workflow says'
      : ''
    return `Give the job ${line}, and keep ${kept.join(' and ')} there${fork}`
  }
  if (why === 'gone' || why === 'refused') return null
  return why === 'rate-limited' ? 'Run the job again in an hour' : 'Run the job again'
}

function isOfPermission(args: Args): boolean {
  return ['forbidden', 'not-found'].includes(raw(args, 'why'))
}

const REPORT_PERMISSIONS = 'permissions: { actions: read, pull-requests: write }'

const RENEW_TOKEN =
  'Check the input `token`: without it the token of the job counts; one of your own may have expired or been revoked'

const UNUSABLE: ReadonlyMap<string, string> = new Map([
  ['absent', 'does not exist'],
  ['folder', 'is a folder'],
  ['submodule', 'lies in a submodule, which is not read'],
  ['too-large', 'is larger than 1 MB, which is not read'],
  ['not-text', 'is no text in UTF-8'],
])
