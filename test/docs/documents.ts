import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repository } from '../cli/run.ts'

/** A document of the repository, by its path. */
export interface Document {
  readonly path: string
  readonly text: string
}

/** A fenced block of a document. */
export interface Block {
  readonly document: string
  /** Of the first line in the fence. */
  readonly line: number
  readonly language: string
  readonly body: string
}

/** Text that GitHub would read as a workflow; `name` says where it stands. */
export interface WorkflowText {
  readonly name: string
  readonly text: string
}

const JOB = 'runs-on: ubuntu-24.04'

const docs = readdirSync(join(repository, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`)

export const documents: readonly Document[] = [
  'README.md',
  ...docs,
  'SECURITY.md',
  'CHANGELOG.md',
  '.github/CONTRIBUTING.md',
  'examples/service/README.md',
  'examples/snapshots/README.md',
].map(read)

export const blocks: readonly Block[] = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    document: path,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1] ?? '',
    body: match[2] ?? '',
  })),
)

/** What a block of YAML is for. */
type Purpose = 'workflow' | 'steps' | 'job' | 'events' | 'policy' | 'comment'

const yamlBlocks = blocks.filter(({ language }) => language === 'yaml')

export const policies: readonly Block[] = [
  ...yamlBlocks.filter(({ body }) => purposeOf(body) === 'policy'),
  ...['examples/service/.github/profile-gate.yml'].map((path) => {
    return { document: path, line: 1, language: 'yaml', body: read(path).text }
  }),
]

export const publishedWorkflows: readonly WorkflowText[] = readdirSync(join(repository, '.github/workflows')).map(
  (file) => ({ name: file, text: read(`.github/workflows/${file}`).text }),
)

/** The workflows of the examples and the documents, and parts of workflows with the least that makes them whole. */
export const documentedWorkflows: readonly WorkflowText[] = [
  ...['examples/service/.github/workflows/profile-gate.yml'].map((path) => ({ name: path, text: read(path).text })),
  ...yamlBlocks.flatMap(({ document, line, body }) => {
    const text = wholeWorkflow(body)
    return text === null ? [] : [{ name: `${document}:${line}`, text }]
  }),
]

export function read(path: string): Document {
  return { path, text: readFileSync(join(repository, path), 'utf8') }
}

/** @throws {Error} if nobody would know what to do with it. */
function purposeOf(body: string): Purpose {
  const value: unknown = parse(body)
  if (value === null) return 'comment'
  if (Array.isArray(value)) return 'steps'
  const keys = Object.keys(value as object)
  if (keys.includes('jobs')) return 'workflow'
  if (keys.includes('version')) return 'policy'
  if (keys.length === 1 && keys[0] === 'on') return 'events'
  if (keys.length === 1 && body.startsWith('  ')) return 'job'
  throw new Error(`a block of YAML for nothing known:\n${body}`)
}

function wholeWorkflow(body: string): string | null {
  const another = `jobs:\n  profiles:\n    ${JOB}\n    steps: [run: "true"]\n`
  switch (purposeOf(body)) {
    case 'workflow':
      return body
    case 'steps':
      return `on: pull_request\njobs:\n  profiles:\n    ${JOB}\n    steps:\n${body.replace(/^(?=.)/gm, ' '.repeat(6))}`
    case 'job':
      return `on: pull_request\n${another}${body}`
    case 'events':
      return `${body}${another}`
    case 'policy':
    case 'comment':
      return null
  }
}
