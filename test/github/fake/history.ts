/** Commits of a repository and all its forks, and walks over them as git does them. */

/** A folder's other things: a submodule at a commit, a symbolic link. */
export type Entry =
  | string
  | Uint8Array
  | { readonly kind: 'submodule'; readonly sha: string; readonly url: string }
  | { readonly kind: 'symlink'; readonly target: string }

export interface Commit {
  readonly sha: string
  readonly parents: readonly string[]
  /** ISO 8601, whole seconds. */
  readonly date: string
  readonly message: string
  readonly author: string
  /** The whole tree: path to content. */
  readonly tree: ReadonlyMap<string, Entry>
}

/** What a commit changes against its first parent; null removes the file. */
export type Changes = Readonly<Record<string, Entry | null>>

export class History {
  readonly #commits = new Map<string, Commit>()

  get(sha: string): Commit | undefined {
    return this.#commits.get(sha)
  }

  add(commit: Commit): void {
    for (const parent of commit.parents)
      if (!this.#commits.has(parent)) throw new Error(`commit ${commit.sha} has an unknown parent ${parent}`)
    this.#commits.set(commit.sha, commit)
  }

  /** A commit and those before it, newest date first but never before a child of theirs, as `git log` lists them. */
  log(sha: string): readonly Commit[] {
    const reachable = this.ancestors(sha)
    const childrenLeft = new Map<string, number>()
    for (const one of reachable)
      for (const parent of this.#parents(one)) childrenLeft.set(parent, (childrenLeft.get(parent) ?? 0) + 1)
    const ready = [sha]
    const listed: Commit[] = []
    for (;;) {
      const next = this.#newest(ready)
      if (next === undefined) return listed
      ready.splice(ready.indexOf(next.sha), 1)
      listed.push(next)
      for (const parent of next.parents) {
        const left = (childrenLeft.get(parent) ?? 0) - 1
        childrenLeft.set(parent, left)
        if (left === 0) ready.push(parent)
      }
    }
  }

  /** A commit and all before it. */
  ancestors(sha: string): ReadonlySet<string> {
    const seen = new Set<string>()
    const waiting = [sha]
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (seen.has(one) || !this.#commits.has(one)) continue
      seen.add(one)
      waiting.push(...this.#parents(one))
    }
    return seen
  }

  /** The best common ancestor: one that no other common ancestor comes after; null if histories are unrelated. */
  mergeBase(base: string, head: string): string | null {
    const ofBase = this.ancestors(base)
    const common = [...this.ancestors(head)].filter((sha) => ofBase.has(sha))
    const behind = new Set(common.flatMap((sha) => this.#parents(sha).flatMap((parent) => [...this.ancestors(parent)])))
    return this.#newest(common.filter((sha) => !behind.has(sha)))?.sha ?? null
  }

  /** The tree after `changes`. Of a merge: the first parent's with what the others changed since they parted. */
  treeAfter(parents: readonly string[], changes: Changes): ReadonlyMap<string, Entry> {
    const [first, ...others] = parents
    const tree = new Map(first === undefined ? [] : this.get(first)?.tree)
    for (const other of others) {
      const base = this.mergeBase(first ?? other, other)
      const before: ReadonlyMap<string, Entry> = (base === null ? undefined : this.get(base)?.tree) ?? new Map()
      const after: ReadonlyMap<string, Entry> = this.get(other)?.tree ?? new Map()
      for (const [path, entry] of after) if (before.get(path) !== entry) tree.set(path, entry)
      for (const path of before.keys()) if (!after.has(path)) tree.delete(path)
    }
    for (const [path, entry] of Object.entries(changes)) {
      if (entry === null) tree.delete(path)
      else tree.set(path, entry)
    }
    return tree
  }

  #parents(sha: string): readonly string[] {
    return this.#commits.get(sha)?.parents ?? []
  }

  #newest(shas: readonly string[]): Commit | undefined {
    const commits = shas.map((sha) => this.#commits.get(sha)).filter((commit) => commit !== undefined)
    return commits.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1))[0]
  }
}
