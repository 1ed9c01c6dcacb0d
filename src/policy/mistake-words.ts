import type { PatternFault } from './file-pattern.ts'
import type { GlobFault } from './glob.ts'
import type { MistakeArgs, MistakeCode, MistakeWords } from './mistake.ts'
import type { ForeignSyntax } from './regex.ts'
import { quoted } from './visible.ts'

/** Puts a mistake into words. It needs nothing but the code and the arguments, so that other surfaces can do it too. */
export function wordsOf<Code extends MistakeCode>(code: Code, args: MistakeArgs[Code]): MistakeWords {
  const [message, hint = null, note = null] = WORDS[code](args)
  return { message, hint, note }
}

/** Message, hint, note. */
type Words = readonly [message: string, hint?: string | null, note?: string | null]

const WORDS: { readonly [Code in MistakeCode]: (args: MistakeArgs[Code]) => Words } = {
  'too-large': ({ limitCharacters }) => [`the file has more than ${limitCharacters} characters`, 'a policy is shorter'],
  'not-utf8': () => ['the file is not UTF-8 here', 'save it as UTF-8'],
  'control-character': ({ character }) => [`control character ${character}`, 'remove it'],

  'yaml-syntax': ({ reason }) => [
    `not YAML: ${reason}`,
    'put texts with brackets, braces, commas or colons into quotes',
  ],
  'tab-indent': () => ['a tab in the indentation', 'YAML is indented with spaces only'],
  'stray-indent': ({ key }) => [
    `${quoted(key)} is indented as if it belonged to the value above`,
    'indent keys of one mapping alike',
  ],
  'nested-pair': () => [
    'a second `key: value` in the same value',
    'separate keys in braces by commas, put texts with a colon into quotes',
  ],
  unclosed: ({ closer }) => [`a closing ${quoted(closer)} is missing`],
  'bad-escape': ({ written }) => [
    `${quoted(written)} is no escape in a text in double quotes`,
    'write the text in single quotes, or two backslashes for one',
  ],
  'reserved-start': ({ character }) => [`a text cannot begin with ${quoted(character)} here`, 'put it into quotes'],
  'unknown-tag': ({ tag }) => [
    `${quoted(tag)} is a YAML tag that means nothing here`,
    'put a text that begins with ! into quotes',
  ],
  'several-documents': () => ['a second document begins', 'a policy file holds one'],
  'unknown-alias': ({ alias }) => [
    `no anchor ${quoted(`&${alias}`)} stands before this alias`,
    'put a text that begins with * into quotes',
  ],
  'endless-alias': ({ alias }) => [`the alias ${quoted(`*${alias}`)} stands inside its own anchor`],
  'alias-expansion': ({ limitValues }) => [`aliases repeat more than ${limitValues} values`, 'write less of it'],
  'too-deep': ({ limitLevels }) => [`nested deeper than ${limitLevels} levels`],
  'merge-not-mapping': () => ['`<<` merges mappings only', 'give it an alias of a mapping, or a list of those'],
  'key-not-text': () => ['a list or mapping as a key', 'put a text with brackets into quotes'],
  'duplicate-key': ({ key, firstLine }) => [`${quoted(key)} stands here twice, first in line ${firstLine}`, 'keep one'],
  'empty-file': () => ['the file holds no policy', 'begin with `version: 1` and a list of `rules`'],
  'not-a-mapping': ({ got }) => [
    `a policy is a mapping, this is ${got}`,
    'begin with `version: 1` and a list of `rules`',
  ],

  'unknown-key': ({ key, near, belongs, known }) => [
    `unknown key ${quoted(key)}`,
    near !== null ? didYouMean(near) : belongs === null ? null : `it belongs ${belongs}`,
    `unknown key; known here: ${known.join(', ')}`,
  ],
  'missing-space': ({ key, value }) => [
    `no space after the colon of ${quoted(key)}`,
    `write ${quoted(`${key}: ${value}`)}`,
  ],
  'missing-key': ({ key, owner }) => [`${owner} needs ${quoted(key)}`, null, `${key} is missing`],
  'empty-value': ({ key }) => [`${quoted(key)} has no value`, 'give it one or remove the key'],
  'wrong-type': ({ key, item, expected, got, instead }) => [
    `${item ? 'an item of ' : ''}${quoted(key)} has to be ${expected}, this is ${got}`,
    instead === null ? null : `write ${quoted(instead)}`,
    `expected ${expected}`,
  ],
  'unknown-value': ({ key, value, near, known }) => [
    `${quoted(key)} cannot be ${quoted(value)}`,
    near === null ? null : didYouMean(near),
    `known: ${known.join(', ')}`,
  ],
  'unsupported-version': ({ got }) => [`\`version\` has to be 1, this is ${got}`, 'write `version: 1`'],
  'empty-list': ({ key }) => [`${quoted(key)} is an empty list`, 'give it an item or remove the key'],
  'out-of-range': ({ key, value, range }) => [`${quoted(key)} is ${value}, but has to be ${range}`],

  'bad-name': ({ name }) => [`${quoted(name)} is no name for a rule`, 'names are small letters a-z, digits and dashes'],
  'bad-quantity': ({ text, instead }) => [
    `${quoted(text)} is no quantity`,
    instead === null ? QUANTITY_FORMS : `did you mean ${quoted(instead)}? ${QUANTITY_FORMS}`,
  ],
  'negative-quantity': ({ text }) => [`${quoted(text)} is negative`, 'limits are 0 or more'],
  'large-quantity': ({ text }) => [`${quoted(text)} is beyond 2^53`, 'limits up to there are exact'],
  'bad-group': ({ text, near }) => [
    `unknown group ${quoted(text)}`,
    near === null ? null : didYouMean(near),
    'known: total, function, package, file, line, creator, state, benchmark, label:KEY',
  ],
  'bad-regex': ({ reason, index, foreign }) => [
    `RE2 does not accept this expression: ${reason} at character ${index + 1}`,
    foreign === null ? null : FOREIGN[foreign],
  ],
  'bad-glob': ({ glob, fault }) => [`the glob ${quoted(glob)} ${GLOB_FAULTS[fault][0]}`, GLOB_FAULTS[fault][1]],
  'bad-file-pattern': ({ pattern, fault, placeholder, known }) => [
    `the pattern ${quoted(pattern)} ${patternFault(fault, placeholder)}`,
    `it holds ${known.join(' and ')} once each`,
  ],
  'bad-date': ({ text }) => [`${quoted(text)} is no day of the calendar`, 'write it as YYYY-MM-DD'],
  blank: ({ key }) => [`the ${key} is blank`, 'write one or remove it'],

  'duplicate-name': ({ name, firstLine }) => [
    `the rule in line ${firstLine} is named ${quoted(name)} already`,
    'give each rule a name of its own',
  ],
  'no-level': ({ owner }) => [`${owner} needs a limit under \`fail\` or \`warn\``],
  'empty-part': ({ key }) => [
    `${quoted(key)} has a limit without any part`,
    'give it percent, growth, above or per-snapshot',
  ],
  'not-alone': ({ key, others }) => [
    `${quoted(key)} stands alone in a limit, here beside ${others.map(quoted).join(' and ')}`,
    'write a list of two limits, either of which counts',
  ],
  'unit-mismatch': ({ text, unit, metric, metricUnit }) => [
    `${quoted(text)} is ${UNIT_WORDS[unit] ?? unit}, but ${quoted(metric)} is ${UNIT_WORDS[metricUnit] ?? metricUnit}`,
    UNIT_FORMS[metricUnit] ?? null,
  ],
  'mixed-units': ({ text, other }) => [`${quoted(text)} is of another unit than ${quoted(other)} in the same rule`],
  'unknown-metric': ({ metric, kind, near, known }) => [
    `profiles of kind ${kind} have no metric ${quoted(metric)}`,
    near === null ? null : didYouMean(near),
    `known: ${known.join(', ')}`,
  ],
  'metric-needed': ({ kind }) => [
    `a rule on ${kind} needs \`metric\``,
    'metrics are named by their source, as HeapAlloc',
  ],
  'group-unfit': ({ group, kind }) => [`profiles of kind ${kind} have no groups ${quoted(group)}`, groupHint(group)],
  'no-groups': ({ key }) => [
    `${quoted(key)} needs groups, but the rule looks at the total`,
    'add `of: function` or so',
  ],
  'no-frames': ({ key, kind }) => [`${quoted(key)} looks at frames of call stacks, which ${kind} does not have`],
  'selects-nothing': () => [
    'an override needs `only`, `except` or `files`',
    'limits for all groups stand in the rule itself',
  ],
  'several-subjects': ({ keys }) => [
    `an acceptance is about one thing, here ${keys.map(quoted).join(' and ')}`,
    'write one for each',
  ],
  'limited-deletion': () => ['`up-to` has no meaning for deleted profiles', 'remove it'],
  'unknown-rule': ({ name, near }) => [`no rule is named ${quoted(name)}`, near === null ? null : didYouMean(near)],
}

const QUANTITY_FORMS = 'sizes are written 64KiB or 1.5MiB, times 50ms, counts 10'

const UNIT_WORDS: Readonly<Record<string, string>> = { bytes: 'a size', nanoseconds: 'a time', count: 'a count' }

const UNIT_FORMS: Readonly<Record<string, string>> = {
  bytes: 'sizes are written with B, KiB, MiB, GiB, kB, MB, GB',
  nanoseconds: 'times are written with ns, us, ms, s',
  count: 'counts are written without a unit',
}

const FOREIGN: Readonly<Record<ForeignSyntax, string>> = {
  lookaround: 'RE2 has no lookaheads and lookbehinds; `except` or `ignore` say what is not to match',
  backreference: 'RE2 has no backreferences',
  atomic: 'RE2 has no atomic groups and possessive repeats; it never backtracks, so they are not needed',
  glob: 'this is no glob: any text is `.*`',
  'end-of-text': 'the end of the text is `\\z` or `$`',
  'unicode-escape': 'a character by its number is `\\x{20AC}`',
}

const GLOB_FAULTS: Readonly<Record<GlobFault, readonly [string, string | null]>> = {
  empty: ['is blank', 'write `**` for all files'],
  'too-long': ['is longer than 1000 characters', 'make several of it'],
  negated: ['begins with `!`, which has no meaning here', 'leave files out by `exclude` under `files`'],
  absolute: ['begins with a slash', 'paths are relative to the folder of the profiles'],
  'dot-segment': ['has a segment `.` or `..`', 'paths are relative to the folder of the profiles'],
  'trailing-slash': ['ends with a slash, as no file does', 'write `**` behind it for all files in the folder'],
  'unclosed-class': ['has a `[` that is never closed', 'write `\\[` for a bracket as such'],
  'reversed-range': ['has a range from a later to an earlier character', null],
  'slash-in-class': ['has a slash between brackets', '`[...]` is one character of a name'],
  'unclosed-brace': ['has a `{` that is never closed', 'write `\\{` for a brace as such'],
  'trailing-backslash': ['ends with a backslash', 'folders are separated by slashes'],
}

function didYouMean(name: string): string {
  return `did you mean ${quoted(name)}?`
}

function patternFault(fault: PatternFault['kind'], placeholder: string | null): string {
  const name = quoted(placeholder ?? '')
  switch (fault) {
    case 'missing':
      return `lacks ${name}`
    case 'unknown':
      return `has the unknown placeholder ${name}`
    case 'repeated':
      return `has ${name} twice`
    case 'stray-brace':
      return 'has a brace of no placeholder'
    case 'touching':
      return 'has two numbers side by side'
    case 'absolute':
      return 'begins with a slash'
  }
}

function groupHint(group: string): string | null {
  if (group === 'creator' || group === 'state') return 'goroutine and goroutineleak have'
  return group === 'benchmark' ? 'benchmark has' : null
}
