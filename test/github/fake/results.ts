/** The results service: artifacts of the current run by the runtime token (Twirp; as @actions/artifact 6 asks). */
import { randomUUID } from 'node:crypto'
import { isObject } from '../openapi/schema.ts'
import { type Answer, json } from './answer.ts'
import type { Artifact } from './artifact.ts'
import { signature } from './rest/artifacts.ts'
import type { Job, World } from './world.ts'

/** A blob on its way in. */
export interface Upload {
  readonly key: string
  readonly name: string
  readonly job: Job
  readonly mime: string
  readonly blocks: Map<string, Uint8Array>
  /** Null until it is committed. */
  bytes: Uint8Array | null
}

interface Request {
  readonly world: World
  readonly uploads: Map<string, Upload>
  readonly job: Job
  readonly fields: Readonly<Record<string, unknown>>
  readonly storageUrl: string
}

export const resultsPath = '/twirp/github.actions.results.api.v1.ArtifactService/'

const methods: Readonly<Record<string, (request: Request) => Answer>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: sign,
  DeleteArtifact: remove,
}

export function answerResults(
  world: World,
  uploads: Map<string, Upload>,
  storageUrl: string,
  method: string,
  authorization: string | null,
  body: unknown,
): Answer {
  const job = world.jobs.get(authorization ?? '')
  if (job === undefined) return twirp(401, 'unauthenticated', 'invalid or missing authorization')
  const fields = isObject(body) ? body : {}
  const run = fields['workflow_run_backend_id']
  if (run !== job.run.backendId) return twirp(403, 'permission_denied', `no access to the run ${String(run)}`)
  const answer = methods[method]
  if (answer === undefined) return twirp(404, 'bad_route', `no handler for ${method}`)
  return answer({ world, uploads, job, fields, storageUrl })
}

function twirp(status: number, code: string, msg: string): Answer {
  return json(status, { code, msg })
}

/** A name is free once in an attempt of a run, and taken from here on, even if the upload never ends. */
function create({ world, uploads, job, fields, storageUrl }: Request): Answer {
  const name = String(fields['name'])
  const place = `${job.attempt}/${name}`
  if (/["<>|*?\r\n:\\/]/.test(name) || name === '') return twirp(400, 'invalid_argument', `invalid name ${name}`)
  if (job.run.taken.has(place)) {
    return twirp(409, 'already_exists', 'an artifact with this name already exists on the workflow run')
  }
  job.run.taken.add(place)
  const mime = String(fields['mime_type'] ?? 'application/zip')
  const key = randomUUID()
  uploads.set(key, { key, name, job, mime, blocks: new Map(), bytes: null })
  world.tick(1)
  return json(200, { ok: true, signed_upload_url: `${storageUrl}/upload/${key}?sig=SIG${key.replaceAll('-', '')}` })
}

function finalize({ world, uploads, job, fields }: Request): Answer {
  const name = String(fields['name'])
  const upload = [...uploads.values()].findLast((one) => one.name === name && one.job.run === job.run)
  if (upload === undefined || upload.bytes === null) return twirp(404, 'not_found', 'no upload of that name')
  if (String(upload.bytes.length) !== fields['size']) {
    return twirp(400, 'invalid_argument', `${String(fields['size'])} bytes announced, ${upload.bytes.length} stored`)
  }
  const digest = typeof fields['hash'] === 'string' ? fields['hash'] : null
  const createdAt = world.tick(1)
  const { mime } = upload
  const artifact = job.run.artifact(name, upload.bytes, { digest, createdAt, attempt: job.attempt, job: job.id, mime })
  uploads.delete(upload.key)
  return json(200, { ok: true, artifact_id: String(artifact.id) })
}

function list({ job, fields }: Request): Answer {
  const name = fields['name_filter']
  const id = fields['id_filter']
  const found = job.run.artifacts.filter(
    (artifact) =>
      !artifact.isExpired &&
      (name === undefined || artifact.name === name) &&
      (id === undefined || String(artifact.id) === String(id)),
  )
  return json(200, {
    artifacts: found.map((artifact) => ({
      workflow_run_backend_id: job.run.backendId,
      workflow_job_run_backend_id: artifact.job,
      database_id: String(artifact.id),
      name: artifact.name,
      size: String(artifact.sizeBytes),
      created_at: artifact.createdAt,
      ...(artifact.digest === null ? {} : { digest: artifact.digest }),
    })),
  })
}

function newest({ job, fields }: Request): Artifact | undefined {
  const { run } = job
  const place = fields['workflow_job_run_backend_id']
  return run.artifacts.findLast((artifact) => artifact.name === fields['name'] && artifact.job === place)
}

function sign(request: Request): Answer {
  const artifact = newest(request)
  if (artifact === undefined || artifact.isExpired) return twirp(404, 'not_found', 'artifact not found')
  return json(200, { signed_url: `${request.storageUrl}/blob/${artifact.id}?sig=${signature(artifact)}` })
}

function remove(request: Request): Answer {
  const artifact = newest(request)
  if (artifact === undefined) return twirp(404, 'not_found', 'artifact not found')
  artifact.remove()
  return json(200, { ok: true, artifact_id: String(artifact.id) })
}
