import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parsePolicy } from '../src/policy/parse.ts'
import { describeMistake } from '../src/policy/print.ts'
import { repository, runCli } from './cli/run.ts'

const README = join(repository, 'README.md')
const text = readFileSync(README, 'utf8')

interface Block {
  readonly language: string
  readonly body: string
}

const blocks: readonly Block[] = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  language: match[1] ?? '',
  body: match[2] ?? '',
}))

const shellLines = blocks.filter(({ language }) => language === 'sh').flatMap(({ body }) => body.trim().split('\n'))

/** A block with an `output:` comment above it is what that command prints. */
const OUTPUT = /<!-- output: node dist\/cli\.js (.+) -->\n```text\n([\s\S]*?)```/g

describe('the README', () => {
  it('shows what its commands print', () => {
    const printed = text.replace(OUTPUT, (_whole, command: string) => {
      const { out } = runCli(command.split(' '))
      return `<!-- output: node dist/cli.js ${command} -->\n\`\`\`text\n${out}\`\`\``
    })
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, printed)
    else expect(text).toBe(printed)
  })

  it('begins with the command that judges a leak, which ends with 1, and goes on with npm cit', () => {
    const [first, second] = shellLines
    expect(runCli((first ?? '').replace('node dist/cli.js ', '').split(' ')).code).toBe(1)
    expect(second).toBe('npm cit')
  })

  it.each(shellLines.filter((line) => line.startsWith('node dist/cli.js ')))('runs %s', (line) => {
    const { code, err } = runCli(line.replace('node dist/cli.js ', '').split(' '))
    expect({ decided: code === 0 || code === 1, err }).toEqual({ decided: true, err: '' })
  })

  it.each(
    blocks.filter(({ body }) => body.startsWith('version: 1')).map(({ body }) => [body.split('\n').length, body]),
  )('has a policy of %i lines that is valid', (_lines, body) => {
    const result = parsePolicy(String(body), 'README.md')
    expect(result.kind === 'invalid' ? result.mistakes.map(describeMistake) : []).toEqual([])
  })

  it('names files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(() => readFileSync(join(repository, link))).not.toThrow()
  })

  it('names every command and option that --help does, and no others', () => {
    const { out } = runCli(['--help'])
    const options = (from: string) =>
      new Set([...from.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map((match) => match[1]))
    const documented = options(text.slice(text.indexOf('## Commands'), text.indexOf('## The policy')))
    expect([...documented].sort()).toEqual([...options(out)].sort())
  })
})

describe('the workflows', () => {
  it.each(['ci.yml'])('%s is a workflow that runs what CI runs', (name) => {
    const workflow = parse(readFileSync(join(repository, '.github/workflows', name), 'utf8')) as {
      readonly jobs: Readonly<
        Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
      >
    }
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
    expect(steps.flatMap(({ run }) => (run === undefined ? [] : [run]))).toEqual(['.ci/run', 'npm cit'])
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/)
  })
})

describe('CONTRIBUTING', () => {
  it('names the scripts that package.json has', () => {
    const guide = readFileSync(join(repository, '.github/CONTRIBUTING.md'), 'utf8')
    const { scripts, dependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>
      readonly dependencies: Readonly<Record<string, string>>
    }
    const named = [...guide.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
    for (const name of Object.keys(dependencies)) expect(guide).toContain(`\`${name}\``)
  })
})
