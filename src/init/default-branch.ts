import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The branch that pull requests are merged into, and how that is known. */
export interface DefaultBranch {
  readonly name: string
  readonly how: 'remote' | 'usual-name' | 'checked-out' | 'assumed'
}

/** Names that mean the same in YAML and in a pattern of GitHub's. */
const PLAIN_BRANCH = /^[\w][\w./-]*$/

/**
 * What the remote calls its HEAD, else `main` or `master` where there is one, else what is checked out, else `main`.
 * Format: git-scm.com/docs/gitrepository-layout.
 */
export function defaultBranch(root: string): DefaultBranch {
  const git = gitFolder(root)
  if (git === null) return { name: 'main', how: 'assumed' }
  const remote = targetOf(git.shared, 'refs/remotes/origin/HEAD', 'refs/remotes/origin/')
  if (remote !== null) return { name: remote, how: 'remote' }
  const usual = ['main', 'master'].find((name) => hasBranch(git.shared, name))
  if (usual !== undefined) return { name: usual, how: 'usual-name' }
  const current = targetOf(git.own, 'HEAD', 'refs/heads/')
  return current === null ? { name: 'main', how: 'assumed' } : { name: current, how: 'checked-out' }
}

/** The folder of this working tree, and the one that all working trees of the clone share. */
interface GitFolders {
  readonly own: string
  readonly shared: string
}

function gitFolder(root: string): GitFolders | null {
  const path = join(root, '.git')
  const link = /^gitdir: (.+)$/m.exec(readIfThere(path) ?? '')?.[1]
  const own = link === undefined ? path : resolve(root, link)
  if (!isFolder(own)) return null
  const shared = readIfThere(join(own, 'commondir'))?.trim()
  return { own, shared: shared === undefined ? own : resolve(own, shared) }
}

function targetOf(git: string, ref: string, prefix: string): string | null {
  const target = /^ref: (.+)$/m.exec(readIfThere(join(git, ref)) ?? '')?.[1]?.trim()
  const name = target?.startsWith(prefix) ? target.slice(prefix.length) : ''
  return PLAIN_BRANCH.test(name) ? name : null
}

function hasBranch(git: string, name: string): boolean {
  const refs = [`refs/heads/${name}`, `refs/remotes/origin/${name}`]
  const packed = (readIfThere(join(git, 'packed-refs')) ?? '').split('\n').map((line) => line.split(' ')[1])
  return refs.some((ref) => packed.includes(ref) || readIfThere(join(git, ref)) !== null)
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory() && readdirSync(path).length > 0
  } catch {
    return false
  }
}
