import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkoutAround } from '../load/go-modules.ts'
import { presenceOf } from '../load/presence.ts'
import { DEFAULT_POLICY_PATH, MISNAMED_POLICY_PATH } from '../policy/paths.ts'
import { type Findings, findingsOf } from './findings.ts'
import { policyPath } from './policy-path.ts'
import { policyText } from './policy-text.ts'
import { workflowText } from './workflow-text.ts'

export const WORKFLOW_PATH = '.github/workflows/profile-gate.yml'

/** A file of the configuration, relative to the root. */
export interface ConfigurationFile {
  readonly path: string
  readonly what: 'policy' | 'workflow'
  /** `kept`: there is one already, perhaps under another name, and it was left as it is. */
  readonly state: 'written' | 'kept'
}

export interface Initialized {
  /** Absolute: the checkout around the folder, or the folder itself. */
  readonly root: string
  readonly isCheckout: boolean
  readonly findings: Findings
  /** None where there is nothing to measure. */
  readonly files: readonly ConfigurationFile[]
}

/** A folder of the configuration is a link, which may lead out of the repository. */
export class LinkError extends Error {
  override readonly name = 'LinkError'

  constructor(folder: string) {
    super(`${folder} is a link, or is in one: init writes into folders of the repository alone`)
  }
}

/**
 * Writes the policy and the workflow that fit a repository, as far as it has none. What exists is not touched, and
 * nothing of the repository is run.
 * @param folder absolute
 * @throws {LinkError}, or the error of node:fs if a file cannot be written
 */
export function initialize(folder: string): Initialized {
  const checkout = checkoutAround(folder)
  const root = checkout ?? folder
  const findings = findingsOf(root)
  const files = findings.parts.length === 0 ? [] : [...policyFiles(root, findings), workflowFile(root, findings)]
  return { root, isCheckout: checkout !== null, findings, files }
}

function policyFiles(root: string, findings: Findings): readonly ConfigurationFile[] {
  const kinds = (['benchmarks', 'service'] as const).filter((kind) => findings.parts.some((part) => part.kind === kind))
  return kinds.map((kind) => {
    const path = policyPath(findings.parts, kind)
    const names = path === DEFAULT_POLICY_PATH ? [path, MISNAMED_POLICY_PATH] : [path]
    const existing = names.find((name) => isThere(join(root, name)))
    if (existing !== undefined) return { path: existing, what: 'policy', state: 'kept' }
    return create(root, path, 'policy', policyText(findings, kind))
  })
}

function workflowFile(root: string, findings: Findings): ConfigurationFile {
  const existing = findings.workflows.find(({ path, gates }) => gates || path === WORKFLOW_PATH)
  if (existing !== undefined) return { path: existing.path, what: 'workflow', state: 'kept' }
  return create(root, WORKFLOW_PATH, 'workflow', workflowText(findings))
}

/** Anything but a clear no counts. */
function isThere(path: string): boolean {
  return presenceOf(path).kind !== 'absent'
}

function create(root: string, path: string, what: ConfigurationFile['what'], text: string): ConfigurationFile {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  if (realpathSync(dirname(file)) !== join(realpathSync(root), dirname(path))) throw new LinkError(dirname(path))
  try {
    // `wx` makes a file and never replaces one, nor what a link points to.
    writeFileSync(file, text, { flag: 'wx' })
    return { path, what, state: 'written' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return { path, what, state: 'kept' }
  }
}
