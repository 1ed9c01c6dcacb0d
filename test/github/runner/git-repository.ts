/**
 * A real git repository, for the action asks git which commit is checked out. Commits have fixed dates and authors, so
 * their SHAs are the same every time; they are told to a repository of the fake as they are made.
 *
 *   const git = gitRepository(shop)
 *   const base = git.commit({ files: { 'go.mod': 'module shop' }, branch: 'main' })
 *   const head = git.commit({ files: { 'a.go': '' }, parents: [base], branch: 'leak' })
 *   const merge = git.commit({ parents: [base, head] })     // its tree is merged, as GitHub's trial merges are
 *   git.checkout(merge)
 *   writeFiles(git.folder, { 'profiles/heap.pb.gz': bytes })
 */
import { execFileSync } from 'node:child_process'
import type { Changes, Entry } from '../fake/history.ts'
import type { Repository } from '../fake/repository.ts'
import { temporaryFolder } from './temporary.ts'

export interface GitCommitOptions {
  /** Against the first parent; null removes a file. */
  readonly files?: Changes
  /** None for a root commit. */
  readonly parents?: readonly string[]
  /** Branch of the fake's repository whose tip it becomes. */
  readonly branch?: string
  readonly message?: string
  /** The repository to tell, if not the usual one, e.g. a fork. */
  readonly of?: Repository
}

export interface GitRepository {
  readonly folder: string
  readonly commit: (options?: GitCommitOptions) => string
  /** Puts a commit's files into the folder, HEAD detached, as actions/checkout does. */
  readonly checkout: (sha: string) => void
}

const author = 'octocat <octocat@users.noreply.github.com>'

export function gitRepository(repository: Repository): GitRepository {
  const folder = temporaryFolder(repository.name)
  const git = (input: string | Buffer, ...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, input, encoding: 'utf8', env: quietEnvironment() }).trim()
  git('', 'init', '--quiet', '--initial-branch', repository.defaultBranch)

  function commit({ files = {}, parents = [], branch, message = 'A change', of = repository }: GitCommitOptions = {}) {
    const tree = of.history.treeAfter(parents, files)
    const date = of.world.tick()
    const seconds = Date.parse(date) / 1000
    const text = (content: string | Uint8Array): Buffer => {
      const bytes = Buffer.from(content)
      return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
    }
    const parts = [
      Buffer.from(`commit refs/heads/made\nmark :1\ncommitter ${author} ${seconds} +0000\n`),
      text(message),
    ]
    const [first, ...others] = parents
    parts.push(Buffer.from(first === undefined ? '' : `from ${first}\n`))
    parts.push(...others.map((sha) => Buffer.from(`merge ${sha}\n`)), Buffer.from('deleteall\n'))
    for (const [path, entry] of tree) parts.push(Buffer.from(modification(path, entry)), text(contentOf(entry)))
    parts.push(Buffer.from('get-mark :1\n'))
    git('', 'update-ref', '-d', 'refs/heads/made')
    const sha = git(Buffer.concat(parts), 'fast-import', '--quiet', '--force', '--cat-blob-fd=1')
    of.add({ sha, parents, date, message, author: 'octocat', tree })
    if (branch !== undefined) of.branch(branch, sha)
    return sha
  }

  return { folder, commit, checkout: (sha) => void git('', 'checkout', '--quiet', '--force', '--detach', sha) }
}

function modification(path: string, entry: Entry): string {
  const isLink = typeof entry === 'object' && 'kind' in entry && entry.kind === 'symlink'
  return `M ${isLink ? '120000' : '100644'} inline ${path}\n`
}

/** A submodule stands as a file that names its commit: nothing here looks into one. */
function contentOf(entry: Entry): string | Uint8Array {
  if (typeof entry === 'string' || entry instanceof Uint8Array) return entry
  return entry.kind === 'symlink' ? entry.target : `submodule ${entry.sha}`
}

/** Of this machine nothing but where its programs are. */
function quietEnvironment(): NodeJS.ProcessEnv {
  const path = process.env['PATH']
  return { ...(path === undefined ? {} : { PATH: path }), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
}
