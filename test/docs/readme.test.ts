import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository, runCli } from '../cli/run.ts'
import { blocks, documents } from './documents.ts'

const README = join(repository, 'README.md')
const text = readFileSync(README, 'utf8')

const shellBlocks = blocks.filter(({ language }) => language === 'sh')
const linesOf = (of: typeof blocks) => of.flatMap(({ body }) => body.trim().split('\n'))
const shellLines = linesOf(shellBlocks.filter(({ document }) => document === 'README.md'))

const COMMAND = 'node dist/cli.js '

function run(line: string) {
  return runCli(line.replace(COMMAND, '').split(' '))
}

/** A block with an `output:` comment above it is what that command prints. */
const OUTPUT = /<!-- output: (.+) -->\n```text\n[\s\S]*?```/g

/** A quotation with a `comment:` comment above it is the top of the Markdown that the command prints: its first table. */
const COMMENT = /<!-- comment: (.+) -->\n(?:>.*\n)+/g

function topOf(markdown: string): string {
  const lines = markdown.split('\n')
  const end = lines.indexOf('', lines.indexOf('|:-:|--:|:--|'))
  return lines
    .slice(0, end)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

describe('the README', () => {
  it('shows what its commands print', () => {
    const printed = text
      .replace(OUTPUT, (_whole, line: string) => `<!-- output: ${line} -->\n\`\`\`text\n${run(line).out}\`\`\``)
      .replace(COMMENT, (_whole, line: string) => `<!-- comment: ${line} -->\n${topOf(run(line).out)}\n`)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, printed)
    else expect(text).toBe(printed)
  })

  it('has outputs and a comment to show', () => {
    expect(text.match(OUTPUT)).toHaveLength(3)
    expect(text.match(COMMENT)).toHaveLength(1)
  })

  it('begins with the command that judges a leak, which ends with 1, and goes on with npm cit', () => {
    const [first, second] = shellLines
    expect(text.split('\n').find((line) => line.startsWith(COMMAND))).toBe(first)
    expect(run(first ?? '').code).toBe(1)
    expect(second).toBe('npm cit')
  })
})

describe('the documents', () => {
  it.each(linesOf(shellBlocks).filter((line) => line.startsWith(COMMAND)))('run %s', (line) => {
    const { code, err } = run(line)
    expect({ decided: code === 0 || code === 1, err }).toEqual({ decided: true, err: '' })
  })

  const options = (from: string) =>
    new Set([...from.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map((match) => match[1] ?? ''))
  const help = options(runCli(['--help']).out)

  it('name every option that --help does', () => {
    const commands = text.slice(text.indexOf('## Commands'), text.indexOf('## The policy'))
    expect([...options(commands)].sort()).toEqual([...help].sort())
  })

  it.each(documents)('name no option of the command that it does not have: $path', ({ text: of }) => {
    const ofCommand = [
      ...of.matchAll(
        /`((?:compare|diff|top|list|policy|capture|init) [^`]*)`|^(?:node dist\/cli\.js|profile-gate) (.+?)(?: -- .*)?$/gm,
      ),
    ]
    const named = ofCommand.flatMap(([, inline, line]) => [...options(inline ?? line ?? '')])
    expect(named.filter((name) => !help.has(name))).toEqual([])
  })
})

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))

  it('has everything in dist, so that a command from GitHub installs nothing else', () => {
    expect([manifest.dependencies, manifest.files]).toEqual([undefined, ['dist']])
  })

  it('has no script for which npm installs all that is needed to develop (pacote, git.js, #prepareDir)', () => {
    const prepared = ['postinstall', 'build', 'preinstall', 'install', 'prepack', 'prepare']
    expect(prepared.filter((name) => name in manifest.scripts)).toEqual([])
  })
})

describe('CONTRIBUTING', () => {
  it('names the scripts that package.json has', () => {
    const guide = readFileSync(join(repository, '.github/CONTRIBUTING.md'), 'utf8')
    const { scripts, devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
    }
    const named = [...guide.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
    const packages = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'))
    for (const name of packages) expect(guide).toContain(`\`${name}\``)
  })
})
