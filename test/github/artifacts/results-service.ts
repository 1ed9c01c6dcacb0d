import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** An artifact as the service keeps it. */
export interface Kept {
  readonly id: number
  readonly name: string
  /** Run that it belongs to; null for the current one. */
  readonly run: number | null
  readonly body: Buffer
  readonly mimeType: string
  readonly createdAt: string
  /** As it is listed; a wrong one for a body that is changed on the way. */
  readonly digest: string | null
  readonly isExpired: boolean
}

export interface ResultsService {
  readonly artifacts: Map<number, Kept>
  /** Path and query of each request, oldest first, with its method. */
  readonly requests: string[]
  readonly add: (artifact: Partial<Kept> & Pick<Kept, 'name' | 'body'>) => Kept
  /** Answers a request before the service does: true if it has. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  readonly reset: () => void
}

const RESULTS = 'github.actions.results.api.v1.ArtifactService'

/**
 * A results service, its blob storage and the REST requests for artifacts of other runs, on this machine. The
 * environment is set for it, so the library is to be imported after this. What the library prints is kept in `printed`
 * and does not reach the log, where it would be read as commands.
 */
export async function startResultsService(): Promise<ResultsService> {
  const uploads = new Map<string, { readonly name: string; readonly blocks: Map<string, Buffer>; body: Buffer }>()
  let nextId = 1000
  const service: ResultsService = {
    artifacts: new Map(),
    requests: [],
    intercept: null,
    add: (artifact) => {
      const id = nextId++
      const kept: Kept = {
        id,
        run: null,
        mimeType: 'application/zip',
        createdAt: '2026-11-20T10:00:00.000Z',
        digest: digestOf(artifact.body),
        isExpired: false,
        ...artifact,
      }
      service.artifacts.set(id, kept)
      return kept
    },
    reset: () => {
      service.artifacts.clear()
      service.requests.length = 0
      service.intercept = null
    },
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const url = new URL(request.url ?? '/', 'http://service')
    service.requests.push(`${request.method} ${request.url}`)
    if (service.intercept?.(request, response) === true) return
    const [, segment, key] = /^\/(blob|upload)\/(.+)$/.exec(url.pathname) ?? []
    const archive = /^\/repos\/acme\/shop\/actions\/artifacts\/(\d+)\/zip$/.exec(url.pathname)
    if (archive !== null) restArchive(service.artifacts.get(Number(archive[1])), request, response)
    else if (segment === 'blob') sendBlob(service.artifacts.get(Number(key)), response)
    else if (segment === 'upload') {
      const upload = uploads.get(key ?? '')
      const block = url.searchParams.get('blockid')
      if (block !== null) upload?.blocks.set(block, body)
      else if (upload !== undefined) {
        const ids = [...body.toString().matchAll(/<Latest>([^<]+)</g)].map(([, id]) => id ?? '')
        upload.body = Buffer.concat(ids.map((id) => upload.blocks.get(id) ?? Buffer.alloc(0)))
      }
      response.writeHead(201, { 'x-ms-request-id': '1', etag: '"1"', 'last-modified': new Date(0).toUTCString() }).end()
    } else if (url.pathname.startsWith(`/twirp/${RESULTS}/`)) {
      const method = url.pathname.slice(`/twirp/${RESULTS}/`.length)
      const [status, answer] = call(method, JSON.parse(body.toString()), origin(request))
      sendJson(response, status, answer)
    } else sendJson(response, 404, { message: 'Not Found' })
  })

  function call(method: string, asked: Record<string, string>, base: string): readonly [number, object] {
    const name = asked['name'] ?? ''
    const own = [...service.artifacts.values()].filter(({ run }) => run === null)
    switch (method) {
      case 'CreateArtifact': {
        if (own.some((artifact) => artifact.name === name)) {
          const msg = 'an artifact with this name already exists on the workflow run'
          return [409, { code: 'already_exists', msg }]
        }
        const key = randomUUID()
        uploads.set(key, { name, blocks: new Map(), body: Buffer.alloc(0) })
        return [200, { ok: true, signed_upload_url: `${base}/upload/${key}?sig=UPLOADSIGNATURE` }]
      }
      case 'FinalizeArtifact': {
        const upload = [...uploads.values()].findLast((each) => each.name === name)
        const { id } = service.add({
          name,
          body: upload?.body ?? Buffer.alloc(0),
          createdAt: '2026-11-21T10:00:00.000Z',
        })
        return [200, { ok: true, artifact_id: String(id) }]
      }
      case 'ListArtifacts': {
        const { name_filter: byName, id_filter: byId } = asked
        const found = own.filter(
          (artifact) =>
            (byName ?? artifact.name) === artifact.name && (byId ?? String(artifact.id)) === String(artifact.id),
        )
        return [200, { artifacts: found.map(listed) }]
      }
      case 'GetSignedArtifactURL': {
        const found = own.findLast((artifact) => artifact.name === name)
        if (found === undefined) return [404, { code: 'not_found', msg: 'no such artifact' }]
        return [200, { signed_url: `${base}/blob/${found.id}?sig=DOWNLOADSIGNATURE` }]
      }
      default: {
        const found = own.findLast((artifact) => artifact.name === name)
        if (method !== 'DeleteArtifact' || found === undefined)
          return [404, { code: 'not_found', msg: 'no such artifact' }]
        service.artifacts.delete(found.id)
        return [200, { ok: true, artifact_id: String(found.id) }]
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  Object.assign(process.env, environmentFor(`http://127.0.0.1:${port}`))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return service
}

/** All that has been printed in this process. */
export const printed: string[] = []
process.stdout.write = (text: string | Uint8Array) => {
  printed.push(String(text))
  return true
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function environmentFor(url: string): Readonly<Record<string, string>> {
  const scope = 'Actions.Results:11111111-1111-1111-1111-111111111111:22222222-2222-2222-2222-222222222222'
  return {
    GITHUB_API_URL: url,
    ACTIONS_RESULTS_URL: `${url}/`,
    ACTIONS_RUNTIME_TOKEN: `${encoded({ alg: 'none' })}.${encoded({ scp: scope })}.x`,
    GITHUB_SERVER_URL: 'https://github.com',
    ACTIONS_ARTIFACT_UPLOAD_TIMEOUT_MS: '5000',
  }
}

export function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`
}

const origin = (request: IncomingMessage): string => `http://${request.headers.host}`

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

function listed({ id, name, body, createdAt, digest }: Kept): object {
  const times = { created_at: createdAt, ...(digest === null ? {} : { digest }) }
  const ids = { workflow_run_backend_id: '1', workflow_job_run_backend_id: '2', database_id: String(id) }
  return { ...ids, name, size: String(body.length), ...times }
}

function restArchive(artifact: Kept | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.authorization !== 'token secret') {
    sendJson(response, 403, { message: 'Resource not accessible by integration' })
  } else if (artifact === undefined) sendJson(response, 404, { message: 'Not Found' })
  else if (artifact.isExpired) sendJson(response, 410, { message: 'Artifact has expired' })
  else response.writeHead(302, { location: `${origin(request)}/blob/${artifact.id}?sig=DOWNLOADSIGNATURE` }).end()
}

function sendBlob(artifact: Kept | undefined, response: ServerResponse): void {
  if (artifact === undefined) {
    response.writeHead(404).end()
    return
  }
  const { name, body, mimeType } = artifact
  const fileName = mimeType === 'application/zip' ? `${name}.zip` : name
  response
    .writeHead(200, {
      'content-type': mimeType,
      'content-length': body.length,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    })
    .end(body)
}
