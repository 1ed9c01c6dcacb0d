/**
 * Takes the operations that the action uses, and what they refer to, out of GitHub's own OpenAPI description.
 *
 *   npm pack @octokit/openapi@23.0.2        # 409 MB unpacked: only one file of it is needed
 *   tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
 *   node extract.mjs package/generated/api.github.com.json github-openapi.json
 *
 *   npx biome check --write github-openapi.json
 *
 * Descriptions, examples and extensions are left out; `x-multi-segment` (a path parameter may hold slashes) stays.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const operations = {
  '/repos/{owner}/{repo}/actions/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}': ['get', 'delete'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}': ['get'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': ['get'],
  '/repos/{owner}/{repo}/commits': ['get'],
  '/repos/{owner}/{repo}/commits/{ref}': ['get'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/git/commits/{commit_sha}': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['get', 'patch', 'delete'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
}

/** Keys under which the names of things stand, not words of the format. */
const namespaces = new Set([
  'properties',
  'patternProperties',
  'schemas',
  'parameters',
  'responses',
  'headers',
  'content',
])
const dropped = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title'])

function stripped(node, isNamespace) {
  if (Array.isArray(node)) return node.map((item) => stripped(item, false))
  if (node === null || typeof node !== 'object') return node
  const kept = {}
  for (const [key, value] of Object.entries(node)) {
    if (!isNamespace && (dropped.has(key) || (key.startsWith('x-') && key !== 'x-multi-segment'))) continue
    kept[key] = stripped(value, !isNamespace && namespaces.has(key))
  }
  return kept
}

const [source, target] = process.argv.slice(2)
if (source === undefined || target === undefined) throw new Error('usage: extract.mjs api.github.com.json OUTPUT')
const whole = JSON.parse(readFileSync(source, 'utf8'))

const paths = {}
for (const [path, methods] of Object.entries(operations)) {
  paths[path] = {}
  for (const method of methods) {
    const operation = whole.paths[path]?.[method]
    if (operation === undefined) throw new Error(`${method} ${path} is not in ${source}`)
    paths[path][method] = stripped(operation, false)
  }
}

const components = {}
const seen = new Set()
function follow(node) {
  if (node === null || typeof node !== 'object') return
  for (const value of Object.values(node)) follow(value)
  if (typeof node.$ref !== 'string' || seen.has(node.$ref)) return
  seen.add(node.$ref)
  const [, , kind, name] = node.$ref.split('/')
  components[kind] ??= {}
  components[kind][name] = stripped(whole.components[kind][name], false)
  follow(components[kind][name])
}
follow(paths)

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
const subset = {
  openapi: whole.openapi,
  info: {
    title: `A part of ${whole.info.title}`,
    version: whole.info.version,
    license: whole.info.license,
    contact: whole.info.contact,
    'x-source': `npm package @octokit/openapi ${whole.info.version}, generated/api.github.com.json, MIT, by test/github/openapi/extract.mjs`,
  },
  paths,
  components: Object.fromEntries(Object.entries(components).map(([kind, named]) => [kind, sorted(named)])),
}
writeFileSync(target, `${JSON.stringify(subset)}\n`)
