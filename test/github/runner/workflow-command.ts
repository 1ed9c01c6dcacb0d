/** Workflow commands in the two grammars of GitHub's runner (actions/runner, ActionCommand.cs). */

export interface WorkflowCommand {
  /** In small letters. */
  readonly name: string
  /** Names in small letters. */
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
  /** `new` is `::name::data` at the start of a line, `old` is `##[name]data` anywhere in it. */
  readonly grammar: 'new' | 'old'
}

/** What the runner knows. `stop-commands` brings one more for a time: its token. */
export const knownCommands: readonly string[] = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]

/** Percent is unescaped last. */
const dataEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const
const propertyEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const
const oldEscapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
] as const

/** The command of a line, or null if it is one of the step's own words. */
export function parseCommand(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  return parseNew(line, known) ?? parseOld(line, known)
}

function parseNew(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  // What .NET trims: white space without the byte order mark, with the control character "next line".
  const message = line.replace(/^(?:[^\S\uFEFF]|\u0085)+/, '')
  if (!message.startsWith('::')) return null
  const end = message.indexOf('::', 2)
  if (end < 0) return null
  const head = split(message.slice(2, end))
  if (!known.has(head.name)) return null
  const properties = propertiesOf(head.rest.trim(), ',', propertyEscapes)
  return { name: head.name, properties, data: unescaped(message.slice(end + 2), dataEscapes), grammar: 'new' }
}

function parseOld(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return null
  const head = split(line.slice(start + 3, end))
  if (!known.has(head.name)) return null
  const properties = propertiesOf(head.rest, ';', oldEscapes)
  return { name: head.name, properties, data: unescaped(line.slice(end + 1), oldEscapes), grammar: 'old' }
}

function split(head: string): { readonly name: string; readonly rest: string } {
  const space = head.indexOf(' ')
  return space < 0
    ? { name: head.toLowerCase(), rest: '' }
    : { name: head.slice(0, space).toLowerCase(), rest: head.slice(space + 1) }
}

type Escapes = readonly (readonly [string, string])[]

/** `k=v` pairs; one without a value is none. */
function propertiesOf(text: string, separator: string, escapes: Escapes): Readonly<Record<string, string>> {
  const pairs = text.split(separator).flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)]
    return at <= 0 || value === '' ? [] : [[key.toLowerCase(), unescaped(value, escapes)]]
  })
  return Object.fromEntries(pairs)
}

function unescaped(text: string, escapes: Escapes): string {
  return escapes.reduce((current, [code, character]) => current.replaceAll(code, character), text)
}
