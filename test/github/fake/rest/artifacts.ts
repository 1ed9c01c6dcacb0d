import { json, none, notFound, problem } from '../answer.ts'
import type { Artifact } from '../artifact.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { pageOf } from './paging.ts'
import { artifactBody } from './run-bodies.ts'

export const artifactEndpoints: Readonly<Record<string, Endpoint>> = {
  'actions/list-artifacts-for-repo': {
    scopes: ['actions'],
    level: 'read',
    filters: ['direction', 'name'],
    answer: (call) => listOf(call, all(call)),
  },
  'actions/list-workflow-run-artifacts': {
    scopes: ['actions'],
    level: 'read',
    filters: ['direction', 'name'],
    answer: (call) => {
      const run = call.repository.runs.find((one) => one.id === Number(pathValue(call, 'run_id')))
      return run === undefined ? notFound() : listOf(call, run.artifacts)
    },
  },
  'actions/get-artifact': {
    scopes: ['actions'],
    level: 'read',
    answer: (call) => {
      const artifact = artifactOf(call)
      return artifact === undefined ? notFound() : json(200, artifactBody(call, artifact))
    },
  },
  'actions/delete-artifact': {
    scopes: ['actions'],
    level: 'write',
    answer: (call) => {
      const artifact = artifactOf(call)
      artifact?.remove()
      return artifact === undefined ? notFound() : none(204)
    },
  },
  'actions/download-artifact': {
    scopes: ['actions'],
    level: 'read',
    answer: (call) => {
      const artifact = artifactOf(call)
      if (artifact === undefined || pathValue(call, 'archive_format') !== 'zip') return notFound()
      if (artifact.isExpired) return problem(410, 'Artifact has expired')
      return none(302, { location: `${call.storageUrl}/blob/${artifact.id}?sig=${signature(artifact)}` })
    },
  },
}

/** What makes the address of a download a secret. */
export function signature(artifact: Artifact): string {
  return `SIG${Buffer.from(`download${artifact.id}`).toString('hex')}`
}

function all(call: Call): readonly Artifact[] {
  return call.repository.runs.flatMap((run) => run.artifacts)
}

function artifactOf(call: Call): Artifact | undefined {
  return all(call).find((artifact) => artifact.id === Number(pathValue(call, 'artifact_id')))
}

/** Newest first. */
function listOf(call: Call, artifacts: readonly Artifact[]): ReturnType<typeof json> {
  const name = call.query.get('name')
  const wanted = artifacts.filter((artifact) => name === null || artifact.name === name).sort((a, b) => b.id - a.id)
  if (call.query.get('direction') === 'asc') wanted.reverse()
  const { items, headers } = pageOf(call, wanted)
  const shown = items.map((artifact) => artifactBody(call, artifact))
  return json(200, { total_count: wanted.length, artifacts: shown }, headers)
}
