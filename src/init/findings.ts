import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchmarkParts } from './benchmark-parts.ts'
import { type DefaultBranch, defaultBranch } from './default-branch.ts'
import { type GoModule, goPackages } from './go-packages.ts'
import type { Part } from './part.ts'
import { lastName } from './paths.ts'
import { serviceParts } from './service-parts.ts'

/** What `init` knows of a repository. */
export interface Findings {
  readonly modules: readonly GoModule[]
  /** Folders of modules that the go.work leaves out. */
  readonly outsideOfWorkspace: readonly string[]
  readonly hasWorkspace: boolean
  readonly parts: readonly Part[]
  readonly branch: DefaultBranch
  readonly workflows: readonly ExistingWorkflow[]
}

export interface ExistingWorkflow {
  readonly path: string
  /** Whether it has a step of this action. */
  readonly gates: boolean
}

/** Looks at the files of a repository; runs nothing of it. @param root absolute */
export function findingsOf(root: string): Findings {
  const packages = goPackages(root)
  const { modules, outsideOfWorkspace, hasWorkspace } = packages
  return {
    ...{ modules, outsideOfWorkspace, hasWorkspace },
    parts: withTargets([...benchmarkParts(packages), ...serviceParts(root, packages)]),
    branch: defaultBranch(root),
    workflows: workflowsOf(root),
  }
}

const WORKFLOWS = '.github/workflows'

function workflowsOf(root: string): readonly ExistingWorkflow[] {
  return namesIn(join(root, WORKFLOWS))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => ({ path: `${WORKFLOWS}/${name}`, gates: hasGate(join(root, WORKFLOWS, name)) }))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function hasGate(path: string): boolean {
  try {
    return /^\s*-?\s*uses:\s*["']?[\w.-]+\/profile-gate@/m.test(readFileSync(path, 'utf8'))
  } catch {
    return false
  }
}

const MOST_CHARACTERS = 64

/** Names that the action takes, each one's own: the last of its path, or more of the path where that is not enough. */
function withTargets(parts: readonly Part[]): readonly Part[] {
  const choices = parts.map((part) => {
    const { folder, path } = part.module
    const inModule = part.kind === 'service' ? part.path : part.group
    const names = `${folder}/${inModule}`.split('/').filter((name) => name !== '.')
    const own = names.length === 0 ? lastName(path) : names.join('/')
    const whole = own.replaceAll('/', '-')
    return [lastName(own), whole, `${whole}-${part.kind}`].map(asTarget)
  })
  const taken = new Set<string>()
  return parts.map((part, at) => {
    const [short = '', ...longer] = choices[at] ?? []
    const isShared = choices.some(([other], place) => place !== at && other === short)
    const free = [...(isShared ? [] : [short]), ...longer].find((target) => !taken.has(target))
    const target = free ?? `${asTarget(short).slice(0, MOST_CHARACTERS - 5)}-${at + 1}`
    taken.add(target)
    return { ...part, target }
  })
}

function asTarget(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '-').slice(-MOST_CHARACTERS) || 'part'
}
