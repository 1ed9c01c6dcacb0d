import { createHash } from 'node:crypto'
import { type Answer, bytes, json, notFound, problem } from '../answer.ts'
import type { Commit, Entry } from '../history.ts'
import { repositoryUrl } from './bodies.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'

/** A file's content is told up to here; up to 100 times as much only raw. */
const toldBytes = 1 << 20
const rawBytes = 100 * toldBytes

export const contentEndpoints: Readonly<Record<string, Endpoint>> = {
  'repos/get-content': { scopes: ['contents'], level: 'read', filters: ['ref'], answer: content },
}

function content(call: Call): Answer {
  const ref = call.query.get('ref') ?? call.repository.defaultBranch
  const commit = call.repository.resolve(ref)
  if (commit === undefined) return notFound(`No commit found for the ref ${ref}`)
  const path = pathValue(call, 'path').replace(/\/$/, '')
  const entry = followed(commit, path)
  if (entry !== undefined) return entryAnswer(call, ref, path, entry)
  const inside = childrenOf(commit, path)
  if (inside.length === 0) return notFound()
  const listed = inside.map(([name, child]) => bodyOf(call, ref, path === '' ? name : `${path}/${name}`, child, false))
  const asObject = call.accept.includes('application/vnd.github.object')
  return json(200, asObject ? { ...bodyOf(call, ref, path, 'folder', false), entries: listed } : listed)
}

function entryAnswer(call: Call, ref: string, path: string, entry: Entry): Answer {
  const size = sizeOf(entry)
  const wantsRaw = /application\/vnd\.github\.(v3\.)?raw/.test(call.accept)
  if (size > rawBytes) return problem(403, 'This API returns blobs up to 100 MB in size.')
  if (wantsRaw && (typeof entry === 'string' || entry instanceof Uint8Array))
    return bytes(200, Buffer.from(entry), 'application/vnd.github.raw+json; charset=utf-8')
  return json(200, bodyOf(call, ref, path, entry, true))
}

/** The entry of a path; a link to a file of this tree gives that file, as on GitHub. */
function followed(commit: Commit, path: string): Entry | undefined {
  const entry = commit.tree.get(path)
  if (typeof entry !== 'object' || entry instanceof Uint8Array || entry.kind !== 'symlink') return entry
  const target = new URL(entry.target, `file:///${path}`).pathname.slice(1)
  return commit.tree.get(target) ?? entry
}

/** What stands in a folder, by name; of a folder in it nothing but the name. */
function childrenOf(commit: Commit, folder: string): readonly (readonly [string, Entry | 'folder'])[] {
  const prefix = folder === '' ? '' : `${folder}/`
  const children = new Map<string, Entry | 'folder'>()
  for (const [path, entry] of commit.tree) {
    if (!path.startsWith(prefix)) continue
    const [name = '', ...below] = path.slice(prefix.length).split('/')
    children.set(name, below.length > 0 ? 'folder' : entry)
  }
  return [...children].sort(([a], [b]) => (a < b ? -1 : 1))
}

function sizeOf(entry: Entry | 'folder'): number {
  if (entry === 'folder') return 0
  return typeof entry === 'string' ? Buffer.byteLength(entry) : entry instanceof Uint8Array ? entry.length : 0
}

function bodyOf(call: Call, ref: string, path: string, entry: Entry | 'folder', withContent: boolean): object {
  const url = `${repositoryUrl(call, call.repository)}/contents/${path}?ref=${ref}`
  const page = `${call.world.serverUrl}/${call.repository.fullName}/blob/${ref}/${path}`
  const size = sizeOf(entry)
  const sha = createHash('sha1').update(`${path} ${size}`).digest('hex')
  const common = {
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    size,
    url,
    html_url: page,
    git_url: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}`,
    download_url: page.replace('/blob/', '/raw/'),
    _links: { self: url, git: `${repositoryUrl(call, call.repository)}/git/blobs/${sha}`, html: page },
  }
  if (entry === 'folder') return { ...common, type: 'dir', download_url: null }
  if (typeof entry === 'string' || entry instanceof Uint8Array) {
    if (!withContent) return { ...common, type: 'file' }
    // GitHub breaks base64 after 60 characters.
    const told = Buffer.from(entry).toString('base64').replace(/.{60}/g, '$&\n')
    const isTold = size <= toldBytes
    return { ...common, type: 'file', encoding: isTold ? 'base64' : 'none', content: isTold ? told : '' }
  }
  if (entry.kind === 'symlink') return { ...common, type: 'symlink', target: entry.target }
  return { ...common, type: 'submodule', sha: entry.sha, submodule_git_url: entry.url, download_url: null }
}
