import { clean } from '../report/escape.ts'
import type { DefaultBranch } from './default-branch.ts'
import type { Findings } from './findings.ts'
import type { Initialized } from './init.ts'
import { nextSteps } from './next-steps.ts'
import type { Part } from './part.ts'

/** What `init` found, wrote, and leaves to the user. */
export function renderInitialized(initialized: Initialized, format: 'text' | 'json' | 'markdown'): string {
  const { findings, files } = initialized
  const next = nextSteps(initialized)
  if (format === 'json') return `${JSON.stringify({ schemaVersion: 1, ...findings, files, next }, null, 2)}\n`
  const written = files.filter(({ state }) => state === 'written').map(({ path }) => path)
  const kept = files
    .filter(({ state }) => state === 'kept')
    .map(({ path, what }) => `${path} (the ${what} that is there)`)
  const sections = [
    { title: 'Found', lines: foundLines(findings) },
    { title: 'Wrote', lines: written },
    { title: 'Kept', lines: kept },
    { title: 'Next', lines: next.map((step, at) => `${at + 1}. ${step}`) },
  ].filter(({ lines }) => lines.length > 0)
  const isMarkdown = format === 'markdown'
  const blocks = sections.map(({ title, lines }) => {
    const bullet = title === 'Next' ? '' : '- '
    if (isMarkdown) return `**${title}**\n\n${lines.map((line) => `${bullet}${clean(line)}`).join('\n')}\n`
    return `${title}\n${lines.map((line) => `  ${clean(line)}`).join('\n')}\n`
  })
  return blocks.join('\n')
}

function foundLines({ modules, outsideOfWorkspace, parts, branch, workflows }: Findings): readonly string[] {
  return [
    ...modules.map(({ path, folder, goVersion }) => {
      const where = folder === '.' ? '' : ` in ${folder}`
      return `module ${path}${where}${goVersion === null ? '' : `, go ${goVersion}`}`
    }),
    ...outsideOfWorkspace.map((folder) => `a module in ${folder} that go.work does not use: left out`),
    ...parts.map(partLine),
    `default branch ${branch.name}${BRANCH_WORDS[branch.how]}`,
    ...workflows.map(({ path }) => `workflow ${path}, unchanged`).slice(0, 5),
  ]
}

const BRANCH_WORDS: Readonly<Record<DefaultBranch['how'], string>> = {
  remote: '',
  'usual-name': '',
  'checked-out': ', which is checked out',
  assumed: ', as nothing says another',
}

function partLine(part: Part): string {
  if (part.kind === 'benchmarks') {
    const packages = part.packages.map(({ path, benchmarks }) => `${path} (${benchmarks.length})`)
    return `benchmarks of ${part.module.path} in ${packages.join(', ')}`
  }
  const { path, module, address, load } = part
  const where = address.isSeen ? `on ${address.url}` : 'on an address that its source does not say'
  return `service ${path} of ${module.path} with net/http/pprof ${where}, ${load === null ? 'no load' : `load: ${load}`}`
}
