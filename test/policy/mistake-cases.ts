/** Texts of policies that are wrong, each under the name of what is wrong with it. */
export const MISTAKE_CASES: Readonly<Record<string, string>> = {
  // The text
  'a file of more than a mebibyte': `version: 1 #${'x'.repeat(1_048_576)}`,
  'broken UTF-8': 'version: 1\nrules:\n  - name: caf\uFFFD\n',
  'UTF-16 read as UTF-8': 'v\u0000e\u0000r\u0000',
  'a control character': 'version: 1\nrules: \u001b[2J\n',

  // YAML
  'an empty file': '',
  'a file of comments': '# nothing\n',
  'a document without content': '---\n',
  'a list at the top': '- name: live-heap\n  kind: heap\n',
  'a text at the top': 'version 1\n',
  'a tab as indentation': 'version: 1\nrules:\n\t- name: a\n',
  'two documents': 'version: 1\n---\nversion: 1\n',
  'indentation that slips': 'version: 1\nrules:\n  - name: a\n     kind: heap\n',
  'two pairs on a line': 'version: 1\nrules:\n  - name: a kind: heap\n',
  'a brace that stays open': 'version: 1\nrules:\n  - { name: a, kind: heap\n',
  'a bracket that stays open': 'version: 1\nfiles: { include: ["a" }\n',
  'a quote that stays open': 'version: 1\nrules:\n  - name: "a\n',
  'a comma that is missing in braces':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 growth: 4MiB } }\n',
  'a regular expression with one backslash in double quotes':
    'version: 1\nrules:\n  - { name: a, kind: heap, of: function, only: ["^github\\.com/"], fail: { percent: 1 } }\n',
  'a text that begins with a reserved character': 'version: 1\nown: [@acme/shop]\n',
  'a glob that YAML takes for an alias': 'version: 1\nfiles: { include: [**/heap.pb.gz] }\n',
  'a glob that YAML takes for a tag': 'version: 1\nfiles: { include: [!setup/**] }\n',
  'an anchor that contains itself': 'version: 1\nrules: &rules\n  - *rules\n',
  'aliases that multiply': billionLaughs(),
  'a value far too deep': `version: 1\nrules: ${'['.repeat(60)}${']'.repeat(60)}\n`,
  'a depth that no parser survives': `rules: ${'['.repeat(50_000)}`,
  'a merge of something else': 'version: 1\n<<: [1]\nrules: []\n',
  'a mapping as a key': 'version: 1\n? { a: b }\n: 1\n',
  'the same key twice': 'version: 1\nrules:\n  - name: a\n    kind: heap\n    fail: { percent: 10 }\n    kind: cpu\n',
  'another slip of syntax': 'version: 1\nfiles: { , }\n',
  'several slips of syntax': 'version: 1\nown: [@a]\nfiles:\n  include: ["\\d"]\n',

  // Keys and types of values
  'no version': 'rules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'another version': 'version: 2\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'a version in quotes': 'version: "1"\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'no rules': 'version: 1\n',
  'an empty list of rules': 'version: 1\nrules: []\n',
  'rules as a mapping': 'version: 1\nrules:\n  live-heap:\n    kind: heap\n',
  'a rule without a name, another without a kind':
    'version: 1\nrules:\n  - kind: heap\n    fail: { percent: 10 }\n  - { name: b, fail: { percent: 10 } }\n',
  'a misspelt key at the top': 'version: 1\nruls:\n  - name: a\n',
  'a misspelt key in a limit':
    'version: 1\nrules:\n  - name: live-heap\n    kind: heap\n    fail: { percent: 10, grwoth: 4MiB }\n',
  'a key in the spelling of another language':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { perSnapshot: 64KiB } }\n',
  'a limit beside fail':
    'version: 1\nrules:\n  - name: a\n    kind: heap\n    growth: 4MiB\n    fail: { percent: 10 }\n',
  'a key of a rule at the top': 'version: 1\nkind: heap\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'a key of an acceptance in a rule':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 }, up-to: 4MiB }\n',
  'a key of when in files':
    'version: 1\nfiles: { unreadable: pass }\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'a free key inside a rule':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 }, x-note: hot path }\n',
  'a key that is like nothing': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 }, zzz: 1 }\n',
  'a key named __proto__':
    'version: 1\n__proto__: { rules: [] }\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n',
  'a number as a key': 'version: 1\n1: heap\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n',
  'no space after a colon': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { growth:4MiB } }\n',
  'a key without a value': 'version: 1\nown:\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\n',
  'a glob that is not in a list':
    'version: 1\nrules:\n  - { name: a, kind: heap, files: services/**, fail: { percent: 10 } }\n',
  'a limit without a key': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: 10%, warn: 4MiB }\n',
  'a percent sign': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10% } }\n',
  'a number as a name': 'version: 1\nrules:\n  - { name: 12, kind: heap, fail: { percent: 10 } }\n',
  'a word for a boolean': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 }, optional: yes }\n',
  'a list for a quantity': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { growth: [4MiB] } }\n',
  'placeholders without quotes':
    'version: 1\nfiles: { repeats: [{name}.{run}] }\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n',
  'a misspelt kind': 'version: 1\nrules:\n  - { name: a, kind: [cpu, head], fail: { percent: 10 } }\n',
  'a kind as pprof names its URL': 'version: 1\nrules:\n  - { name: a, kind: allocs, fail: { percent: 10 } }\n',
  'a mapping for a kind': 'version: 1\nrules:\n  - { name: a, kind: { heap: true }, fail: { percent: 10 } }\n',
  'a misspelt level':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 10 } }\nwhen: { low-power: ignore, inconclusive: warning }\n',
  'an unknown way of blaming': 'version: 1\nrules:\n  - { name: a, kind: heap, by: self, fail: { percent: 10 } }\n',
  'a list that should not be empty':
    'version: 1\nrules:\n  - { name: a, kind: heap, of: function, only: [], fail: [], warn: { percent: 10 } }\n',
  'numbers out of their range':
    'version: 1\nconfidence: 1\nfiles: { skip-snapshots: -1 }\nrules:\n  - { name: a, kind: heap, fail: { percent: -5 } }\n',
  'numbers that are none':
    'version: 1\nconfidence: .nan\nfiles: { skip-snapshots: 1.5 }\nrules:\n  - { name: a, kind: heap, fail: { percent: .inf } }\n',

  // Single values
  'a name with capital letters': 'version: 1\nrules:\n  - { name: Live Heap, kind: heap, fail: { percent: 10 } }\n',
  'quantities in other spellings':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: [{ growth: 4 MiB }, { growth: 4mb }, { growth: 4X }, { growth: lots }] }\n',
  'a time in other spellings':
    'version: 1\nrules:\n  - { name: a, kind: cpu, fail: [{ growth: 50µs }, { growth: 5 sec }] }\n',
  'a negative quantity': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: [{ growth: -4MiB }, { above: -1 }] }\n',
  'a quantity beyond exact numbers':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: [{ growth: 9007199254740993 }, { above: 8388608GiB }] }\n',
  'a misspelt group': 'version: 1\nrules:\n  - { name: a, kind: heap, of: functions, fail: { percent: 10 } }\n',
  'a label without a key': "version: 1\nrules:\n  - { name: a, kind: heap, of: 'label:', fail: { percent: 10 } }\n",
  'a lookahead':
    "version: 1\nrules:\n  - { name: a, kind: heap, of: function, only: ['acme/(?!internal)'], fail: { percent: 1 } }\n",
  'a lookbehind in double quotes':
    'version: 1\nrules:\n  - { name: a, kind: heap, of: function, only: ["(?<=acme/)\\\\w+"], fail: { percent: 1 } }\n',
  'a backreference':
    "version: 1\nrules:\n  - { name: a, kind: heap, of: function, except: ['(a)\\1'], fail: { percent: 1 } }\n",
  'a glob for a regular expression':
    "version: 1\nrules:\n  - { name: a, kind: heap, of: function, focus: ['*.Put'], fail: { percent: 1 } }\n",
  'more that RE2 does not accept':
    "version: 1\nrules:\n  - { name: a, kind: heap, ignore: ['a++', 'end\\Z', '\\u0041', 'a{2000}', '(', '[z-a]', ''], fail: { percent: 1 } }\n",
  'globs that match nothing':
    "version: 1\nfiles: { exclude: ['!a', /abs, ./a, setup/, '[a', '{a', '[z-a]', '[a/b]', 'a\\', ' '] }\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n",
  'patterns of files':
    "version: 1\nfiles: { repeats: ['{name}', '{name}.{rnu}', '{run}{run}{name}', '{name}.{run}}'], series: ['{at}', '/{name}-{at}', '{name}{run}{at}'] }\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n",
  'dates that do not exist':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { up-to: 1MiB, until: 2027-02-29, reason: r }\n  - { up-to: 1MiB, until: 2027-2-1, reason: r }\n',
  'a blank reason':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { up-to: 1MiB, until: 2027-02-28, reason: "  " }\n',

  // What does not go together
  'two rules of one name':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\n  - { name: a, kind: cpu, fail: { percent: 1 } }\n',
  'a rule without a limit': 'version: 1\nrules:\n  - name: a\n    kind: heap\n    of: function\n',
  'a limit without a part': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: {}, warn: [{ percent: 1 }, {}] }\n',
  'budgets and slopes that are not alone':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { above: 1GiB, percent: 10 }, warn: [{ per-snapshot: 1KiB, growth: 1MiB }] }\n',
  'a time for a size': 'version: 1\nrules:\n  - { name: a, kind: heap, fail: { growth: 50ms } }\n',
  'a size for a count, in an override':
    'version: 1\nrules:\n  - name: a\n    kind: [goroutine, goroutineleak]\n    of: function\n    fail: { growth: 10 }\n    overrides:\n      - { only: [worker], fail: { growth: 1KiB } }\n',
  'a size for the second kind only': 'version: 1\nrules:\n  - { name: a, kind: [heap, cpu], fail: { growth: 1MiB } }\n',
  'a size for a time of benchmarks':
    'version: 1\nrules:\n  - { name: a, kind: benchmark, metric: ns/op, fail: { growth: 1KiB } }\n',
  'sizes and times in one rule':
    'version: 1\nrules:\n  - { name: a, kind: other, metric: joules, fail: { growth: 1KiB }, warn: { growth: 1ms } }\n',
  'a metric cut short': 'version: 1\nrules:\n  - { name: a, kind: heap, metric: inuse, fail: { percent: 1 } }\n',
  'a metric of another kind':
    'version: 1\nrules:\n  - { name: a, kind: [mutex, cpu], metric: delay, fail: { percent: 1 } }\n',
  'metrics without a metric': 'version: 1\nrules:\n  - { name: a, kind: metrics, fail: { percent: 1 } }\n',
  'groups that the kind does not have':
    'version: 1\nrules:\n  - { name: a, kind: heap, of: creator, fail: { percent: 1 } }\n  - { name: b, kind: benchmark, of: function, fail: { percent: 1 } }\n  - { name: c, kind: [goroutine, cpu], of: benchmark, fail: { percent: 1 } }\n',
  'only and except without groups':
    'version: 1\nrules:\n  - { name: a, kind: heap, only: [x], fail: { percent: 1 }, overrides: [{ except: [y], fail: { percent: 2 } }] }\n',
  'focus without frames': 'version: 1\nrules:\n  - { name: a, kind: benchmark, focus: [x], fail: { percent: 1 } }\n',
  'overrides that do nothing':
    'version: 1\nrules:\n  - name: a\n    kind: heap\n    fail: { percent: 1 }\n    overrides:\n      - fail: { percent: 2 }\n      - { files: [a] }\n',
  'an acceptance of two things':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { function: f, package: p, up-to: 1MiB, until: 2027-02-28, reason: r }\n',
  'an acceptance without an end':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - function: f\n    reason: r\n',
  'an acceptance without a value':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { function: f, until: 2027-02-28, reason: r }\n',
  'a deletion with a value':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { files: [old.pb.gz], up-to: 1MiB, until: 2027-02-28, reason: r }\n',
  'an acceptance of unknown rules':
    'version: 1\nrules:\n  - { name: live-heap, kind: heap, fail: { percent: 1 } }\naccept:\n  - { rules: [live-hep, zzz], up-to: 1MiB, until: 2027-02-28, reason: r }\n',
  'an acceptance in another unit than its rule':
    'version: 1\nrules:\n  - { name: a, kind: heap, fail: { percent: 1 } }\naccept:\n  - { rules: [a], up-to: 1ms, until: 2027-02-28, reason: r }\n',

  // Places
  'a mistake behind an anchor counts once':
    'version: 1\nx-limits: &limits { percnt: 10 }\nrules:\n  - { name: a, kind: heap, fail: *limits }\n  - { name: b, kind: cpu, fail: *limits }\n',
  'a mistake that a merge key brings':
    'version: 1\nx-base: &base\n  kind: heep\n  optional: true\nrules:\n  - { <<: *base, name: a, fail: { percent: 10 } }\n',
  'a mistake in a rule hides none in the others, nor in itself':
    'version: 1\nrules:\n  - { name: a, kind: heap, by: all, metric: inuse, fail: { percent: 1 } }\n  - { name: b, kind: heap, of: state, fail: { percent: 1 } }\naccept:\n  - { rules: [a, c], up-to: 1MiB, until: 2027-02-28, reason: r }\n',
  'a long line': `version: 1\nrules: [{ name: ${'a'.repeat(200)}, kind: heap, ${' '.repeat(100)}fial: { percent: 10 }, optional: true, by: own, per: none, of: total }]\n`,
  'lines with control characters in the frame':
    'version: 1 # \u202e\u200b\ttab\nrules:\n  - { name: a, kind: heap, \tfial: { percent: 10 } }\n',
  'a byte order mark and line ends of Windows':
    '\uFEFFversion: 3\r\nrules:\r\n  - { name: A, kind: heap, fail: { percent: 1 } }\r\n',
  'a value over several lines':
    'version: 1\nrules:\n  - name: >\n      two\n      lines\n    kind: heap\n    fail: { percent: 1 }\n',
}

function billionLaughs(): string {
  const lines = ['x-0: &x0 [a, a, a, a, a, a, a, a, a, a]']
  for (let level = 1; level < 9; level += 1) {
    lines.push(
      `x-${level}: &x${level} [${Array(10)
        .fill(`*x${level - 1}`)
        .join(', ')}]`,
    )
  }
  return `${lines.join('\n')}\nversion: 1\n`
}
