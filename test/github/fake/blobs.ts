/** The blob store: signed addresses, no authorization. Uploads as Azure's block blobs take them. */
import { type Answer, bytes, none } from './answer.ts'
import { signature } from './rest/artifacts.ts'
import type { Upload } from './results.ts'
import type { World } from './world.ts'

/** GitHub's addresses are good for a minute; here for as long as the artifact is. */
export function answerBlob(
  world: World,
  uploads: Map<string, Upload>,
  method: string,
  url: URL,
  body: Uint8Array,
): Answer {
  const [, kind, key = ''] = url.pathname.split('/')
  if (kind === 'blob' && method === 'GET') return download(world, key, url)
  if (kind === 'upload' && method === 'PUT') return upload(uploads.get(key), url, body)
  return failure(404, 'ResourceNotFound')
}

function download(world: World, key: string, url: URL): Answer {
  const runs = [...world.repositories.values()].flatMap((repository) => repository.runs)
  const artifact = runs.flatMap((run) => run.artifacts).find((one) => String(one.id) === key)
  if (artifact === undefined || artifact.isExpired) return failure(404, 'BlobNotFound')
  if (url.searchParams.get('sig') !== signature(artifact)) return failure(403, 'AuthenticationFailed')
  const { fileName } = artifact
  const ascii = fileName.replace(/[^ -~]|"/g, '_')
  return bytes(200, artifact.bytes, artifact.mime, {
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  })
}

function upload(into: Upload | undefined, url: URL, body: Uint8Array): Answer {
  if (into === undefined) return failure(404, 'BlobNotFound')
  if (url.searchParams.get('sig') !== `SIG${into.key.replaceAll('-', '')}`) return failure(403, 'AuthenticationFailed')
  const part = url.searchParams.get('comp')
  if (part === 'block') into.blocks.set(url.searchParams.get('blockid') ?? '', body)
  else if (part === 'blocklist') {
    const ids = [
      ...Buffer.from(body)
        .toString()
        .matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g),
    ]
    const blocks = ids.map(([, id = '']) => into.blocks.get(id))
    if (blocks.some((block) => block === undefined)) return failure(400, 'InvalidBlockList')
    into.bytes = Buffer.concat(blocks.filter((block) => block !== undefined))
  } else into.bytes = body
  const time = new Date().toUTCString()
  return none(201, { etag: '"0x1"', 'last-modified': time, 'x-ms-request-id': '1', 'x-ms-version': '2024-11-04' })
}

function failure(status: number, code: string): Answer {
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  return bytes(status, Buffer.from(text), 'application/xml', { 'x-ms-error-code': code })
}
