import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { repository } from '../cli/run.ts'
import { encodeProfile } from '../support/encode-profile.ts'

/** What a path answers instead of what Go would. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface PprofServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  /** Paths with their queries, in order. */
  readonly requests: string[]
  readonly server: Server
}

/** A profile that Go's runtime wrote. */
export function recorded(file: string): Uint8Array {
  return readFileSync(join(repository, 'test/fixtures/session-cache/baseline', file))
}

/** What a program sends for `mutex` and `block` that records neither. */
export const emptyContention = encodeProfile({
  sampleTypes: [
    ['contentions', 'count'],
    ['delay', 'nanoseconds'],
  ],
  periodType: ['contentions', 'count'],
  period: 1,
})

/** The part of Go's heap profile in text that tells when garbage collections ended. */
export function collections(ends: readonly string[]): string {
  return `heap profile: 0: 0 [0: 0] @ heap/524288\n\n# PauseEnd = [${ends.join(' ')} 0 0 0]\n# NumGC = ${ends.length}\n`
}

const OF_GO: Readonly<Record<string, Uint8Array | string>> = {
  '/heap': recorded('heap.pb.gz'),
  '/heap?gc=1': recorded('heap.pb.gz'),
  '/heap?gc=1&debug=1': collections(['1795304639308763074', '1795304639508763074']),
  '/allocs': recorded('allocs.pb.gz'),
  '/mutex': recorded('mutex.pb.gz'),
  '/mutex?debug=1': '--- mutex:\ncycles/second=1000000000\nsampling period=5\n',
  '/block': recorded('block.pb.gz'),
  '/goroutine': recorded('goroutine.pb.gz'),
  '/goroutine?debug=2': recorded('goroutine.txt'),
  '/cmdline': '/shop',
}

/** Ends with the test. @param answers by what follows the prefix, before those of Go */
export async function pprofServer(
  answers: Readonly<Record<string, Answer | Uint8Array | string | number>> = {},
  prefix = '/debug/pprof',
): Promise<PprofServer> {
  const requests: string[] = []
  const listener: RequestListener = (request, response) => {
    const { url = '' } = request
    requests.push(url)
    const path = url.startsWith(prefix) ? url.slice(prefix.length) : url
    const answer = answers[path] ?? answers[url] ?? (url.startsWith(prefix) ? ofGo(path) : undefined)
    if (typeof answer === 'function') answer(request, response)
    else if (typeof answer === 'number') response.writeHead(answer).end(`${answer}\n`)
    else if (answer === undefined) response.writeHead(404).end('404 page not found\n')
    else response.end(answer)
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${port}`, port, requests, server }
}

function ofGo(path: string): Uint8Array | string | undefined {
  return path.startsWith('/profile?seconds=') ? recorded('cpu.pb.gz') : OF_GO[path]
}
