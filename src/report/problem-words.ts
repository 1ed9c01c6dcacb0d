import { has, named, ofSide, raw, theSide, typed, whole } from './args.ts'
import { MISSING_PROFILE } from './check-words.ts'
import { wordFile } from './file-words.ts'
import { type Pen, prose } from './pen.ts'
import { policyMistake } from './policy-mistake.ts'
import type { Args, Say, WordTable } from './word-table.ts'

/** What went wrong outside a check: sentences. */
export const PROBLEM_WORDS: WordTable = {
  /** Args: `path`, `side`, and the refusal: its code as `code`, its own args beside. */
  unreadable: (args, pen) => {
    const file = has(args, 'path') ? named(args, 'path', pen) : 'A profile'
    if (!has(args, 'code')) return { what: `${file} ${ofSide(args, pen)} could not be read`, todo: null }
    const words = wordFile({ code: raw(args, 'code'), args }, pen)
    return { what: `${file} ${ofSide(args, pen)} ${words.what}`, todo: words.todo }
  },
  'kind-differs': (args, pen) => ({
    what: `${named(args, 'path', pen)} is not of one kind (${kindsOfSides(args, pen)}), so nothing of it was compared`,
    todo: 'Record both sides in the same way, or give a profile of another kind a name of its own',
  }),
  /** Args: `path`, and of what a file holds beside its main profile its `kind`. */
  'missing-profile': (args, pen) => ({
    what: `The baseline has ${has(args, 'kind') ? `${named(args, 'kind', pen)} in ` : ''}${has(args, 'path') ? named(args, 'path', pen) : 'a profile'}, ${pen.candidate} does not`,
    todo: typed(MISSING_PROFILE, pen),
  }),
  'unmatched-rule': (args, pen) => ({
    what: `Rule ${named(args, 'rule', pen)} matches no profile, so it guards nothing`,
    todo: typed('Correct its `kind:` or `files:`, or mark it `optional: true`', pen),
  }),
  'unmatched-only': (args, pen) => ({
    what: `The pattern ${named(args, 'pattern', pen)} of rule ${named(args, 'rule', pen)} matches no name in any profile`,
    todo: typed(
      'Correct it (patterns match names as `go tool pprof` prints them), or mark the rule `optional: true`',
      pen,
    ),
  }),
  'unmatched-series': (args, pen) => ({
    what: `Rule ${named(args, 'rule', pen)} has a limit per snapshot, but no profile that it looks at is a series`,
    todo: typed(
      'Hand over snapshots of one process (`heap-0001.pb.gz`, `heap-0002.pb.gz`, …), or mark the rule `optional: true`',
      pen,
    ),
  }),
  'policy-mistake': (args, pen) => ({
    what: mistakeText(args, pen),
    todo: mistakeWayOut(args, pen),
  }),
  'file-against-folder': (args, pen) => ({
    what: `${named(args, 'path', pen)} ${ofSide(args, pen)} is one file, the other side a folder of ${whole(args, 'profiles')} profiles with none of that name`,
    todo: 'Name two files or two folders',
  }),
  'all-excluded': (args, pen) => ({
    what: `The policy excludes all ${whole(args, 'files')} files of ${theSide(args, pen)}`,
    todo: typed('Correct `include:` and `exclude:` under `files:` of the policy', pen),
  }),
  'nothing-pairs': (args, pen) => ({
    what: `No profile has the same path on both sides (the baseline has ${named(args, 'baseline', pen)}, ${pen.candidate} has ${named(args, 'candidate', pen)})`,
    todo: 'Record both sides under the same file names',
  }),
  'nothing-judged': () => ({
    what: 'No rule of the policy speaks of any of these profiles, so nothing was judged',
    todo: 'Add a rule of their kind, or correct files: of the rules',
  }),
  'pattern-unknown-field': badPattern('has a placeholder that is none of {name}, {run} and {at}'),
  'pattern-field-twice': badPattern('has a placeholder twice'),
  'pattern-field-missing': badPattern('lacks a placeholder that it needs'),
  'pattern-fields-touch': badPattern('has {run} and {at} side by side, so nobody can tell where one ends'),
  'pattern-with-extension': badPattern('ends in a file extension, which is set aside before a name is matched'),
  'pattern-from-root': badPattern('begins with a slash, but paths are relative'),
  'no-candidate': (_args, pen) => ({
    what: `There are no profiles of ${pen.candidate}`,
    todo: 'Check the path, and that the step that records profiles ran before this one and succeeded',
  }),
  'no-profiles': (args, pen) => ({
    what: `No file of ${theSide(args, pen)} is a profile`,
    todo: typed(
      'Check the path and `files:` of the policy; profiles usually end in `.pb.gz`, `.pprof` or `.prof`',
      pen,
    ),
  }),
}

/** `heap in the baseline, metrics in this PR`. */
function kindsOfSides(args: Args, pen: Pen): string {
  return ['baseline', 'candidate']
    .filter((side) => has(args, side))
    .map((side) => `${named(args, side, pen)} in ${theSide({ side }, pen)}`)
    .join(', ')
}

/** Args: `side` says whose policy it is, where there are two. */
function mistakeWayOut(args: Args, pen: Pen): string | null {
  const side = has(args, 'side') ? raw(args, 'side') : null
  if (side === 'head') return `Correct it in ${pen.candidate}, whose policy this is`
  if (side !== 'base') return null
  return typed(
    'This is the policy of the base: a correction counts once it is merged, or at once with `policy-from: head`',
    pen,
  )
}

function mistakeText(args: Args, pen: Pen): string {
  const text = policyMistake({ code: 'policy-mistake', args, line: null })?.text.trim() ?? ''
  return text === '' ? 'The policy cannot be used' : prose(text.replace(/\.$/, ''), pen)
}

/** A pattern of `files:` that the policy accepts and the loader cannot use. */
function badPattern(fault: string): Say {
  return (args, pen) => ({
    what: `The pattern ${named(args, 'pattern', pen)} under files: ${fault}`,
    todo: 'Correct it in the policy; the usual ones are {name}.{run}, run-{run}/{name} and {name}-{at}',
  })
}
