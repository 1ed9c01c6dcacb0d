import { packageOf } from '../diff/package.ts'

/** A Go module of the checkout. */
export interface RepositoryModule {
  /** As imports name it, e.g. `github.com/acme/shop`. */
  readonly path: string
  /** In the repository; empty for its root. */
  readonly folder: string
}

/** What is known of the checkout. */
export interface Checkout {
  /** Absolute path of its root, with `/` between its parts. */
  readonly root: string
  readonly owner: string
  readonly name: string
  /** All of its modules; asked for only where a path is not in the checkout as it stands. */
  readonly modules: () => readonly RepositoryModule[]
  /** Whether the repository has a source file there. */
  readonly has: (path: string) => boolean
}

/**
 * The path in the repository of a file that a profile names; null where it has no such file, or more than one could be
 * meant. Profiles name files as they were compiled: absolute in the checkout, absolute in another checkout of the
 * repository (another runner's, a container's, one in a GOPATH), or by module path (`go build -trimpath`), with the
 * separators of any system.
 * @param functionName any function that the profile has in the file, which tells the package; empty if unknown
 */
export function repositoryPath(checkout: Checkout, profilePath: string, functionName: string): string | null {
  const path = profilePath.replaceAll('\\', '/').replace(/^\/proc\/self\/cwd\/(?:\.\/)?/, '')
  for (const read of READINGS) {
    for (const meant of read(checkout, path, functionName)) {
      const found = [...new Set(meant)].filter(checkout.has)
      if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null
    }
  }
  return null
}

/**
 * Paths in the repository that a path may stand for: groups, the likeliest first, of paths that are equally likely. A
 * place that only one file can have is a group of its own.
 */
type Reading = (checkout: Checkout, path: string, functionName: string) => Iterable<readonly string[]>

/** What stands at the top of the images and machines that people build in, with the repository or a part of it in it. */
const WORK_FOLDERS = /^(?:\/(?:app|build|code|project|src|usr\/src\/app|workspace|workspaces\/[^/]+)\/|[A-Z]:\/app\/)/i

const READINGS: readonly Reading[] = [inCheckout, inModule, inVendor, ofPackage, inOtherCheckout, inWorkFolder]

/**
 * An absolute path below the root, or one that is relative to it. Relative ones of Go begin with a module path, or are
 * of the standard library: `errors/errors.go` is none of the repository's.
 */
function* inCheckout({ root, modules }: Checkout, path: string) {
  const start = `${root}/`
  if (isAbsolute(path)) {
    if (path.startsWith(start)) yield [path.slice(start.length)]
  } else if (!path.endsWith('.go') || modules().length === 0) yield [path]
}

/**
 * Go marks the files of a module that go.mod replaces by a folder with the version that is required, which is one of
 * these, for no such version was ever published (go.dev/ref/mod#go-mod-file-replace).
 */
const REPLACED = /^([^@]+)@v0\.0\.0(?:-00010101000000-000000000000)?\/(.*)$/

/** A path that begins with a module path, or has one below the `src` of a GOPATH. Of nested modules the innermost has it. */
function* inModule({ modules }: Checkout, path: string) {
  const [, replaced, inner] = REPLACED.exec(path) ?? []
  const plain = replaced === undefined ? path : `${replaced}/${inner}`
  const longestFirst = modules().toSorted((a, b) => b.path.length - a.path.length)
  for (const module of new Set(longestFirst.map(({ path }) => path))) {
    const rest = isAbsolute(plain) ? after(plain, `/src/${module}/`) : after(`/${plain}`, `/${module}/`, 0)
    const twins = longestFirst.filter(({ path }) => path === module)
    if (rest !== null) yield twins.map(({ folder }) => join(folder, rest))
  }
}

/** `MODULE@VERSION/FILE` is how -trimpath names a file of `vendor`, too. Absolute paths hold the word. */
function* inVendor({ modules }: Checkout, path: string) {
  const [, module, rest] = /^([^@]+)@[^/@]+\/(.+)$/.exec(path) ?? []
  const vendored = isAbsolute(path) ? after(path, '/vendor/') : module === undefined ? null : `${module}/${rest}`
  if (vendored === null || isCached(path)) return
  yield ['', ...modules().map(({ folder }) => folder)].map((folder) => join(folder, `vendor/${vendored}`))
}

/** By what the package of a function says about the end of the path, wherever it was compiled. */
function* ofPackage({ modules }: Checkout, path: string, functionName: string) {
  const name = packageOf(functionName)
  if (name === '' || name === 'main' || isCached(path)) return
  const file = path.slice(path.lastIndexOf('/'))
  // The external tests of a package lie in its folder.
  for (const each of new Set([name, name.replace(/_test$/, '')])) {
    for (const { path: module, folder } of modules().toSorted((a, b) => b.path.length - a.path.length)) {
      if (each !== module && !each.startsWith(`${module}/`)) continue
      const inner = each.slice(module.length) + file
      if (`/${path}`.endsWith(inner)) yield [join(folder, inner.slice(1))]
    }
  }
}

/** `/home/runner/work/shop/shop/…`, `/github/workspace/…`, and whatever stands after `HOST/acme/shop/`. */
function* inOtherCheckout({ owner, name }: Checkout, path: string) {
  for (const root of [`/${name}/${name}/`, '/github/workspace/', `/${owner}/${name}/`]) {
    const rest = after(`/${path}`, root)
    if (rest !== null) yield [rest]
  }
}

/** In an image one of the modules may stand where another time the repository does. */
function* inWorkFolder({ modules }: Checkout, path: string) {
  const [folder = ''] = WORK_FOLDERS.exec(path) ?? []
  const rest = path.slice(folder.length)
  if (folder !== '') yield ['', ...modules().map(({ folder }) => folder)].map((each) => join(each, rest))
}

/** In the module cache: of the dependency of that version, even if it is the repository itself. */
function isCached(path: string): boolean {
  return path.includes('/pkg/mod/')
}

/** What follows a folder; `only`: the one place where it may stand. */
function after(path: string, folder: string, only: number | null = null): string | null {
  const at = path.indexOf(folder)
  return at < 0 || (only !== null && at !== only) ? null : path.slice(at + folder.length)
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

/** Of any system: `/a`, `C:/a`. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path)
}
