import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CaptureWorld } from '../../src/capture/capture-service.ts'
import type { CapturePlan } from '../../src/capture/plan.ts'
import { repository } from '../cli/run.ts'
import { type Answer, collections, pprofServer, recorded } from './pprof-server.ts'
import { scratch, tryCapture } from './run-capture.ts'

/** Why a capture of a service with these answers fails; it leaves nothing behind. */
async function failureOf(
  answers: Readonly<Record<string, Answer | Uint8Array | string | number>>,
  plan: Partial<CapturePlan> = {},
  world: Partial<CaptureWorld> = {},
): Promise<string> {
  const { url } = await pprofServer(answers)
  const { message, files, left } = await tryCapture(url, plan, world)
  expect({ files, left }).toEqual({ files: null, left: [] })
  return message.replaceAll(url, 'URL')
}

const HALF = recorded('allocs.pb.gz').subarray(0, 5000)
const LOGIN = '<!doctype html><title>Sign in</title>'

/** Sends the head of an answer and a few bytes, and no more. */
const stalls: Answer = (_request, response) => void response.writeHead(200).write(HALF)

describe('a service that is not there', () => {
  it('is waited for, and then said to be missing', async () => {
    const { url, server } = await pprofServer()
    await new Promise((done) => server.close(done))
    const { message, files, left } = await tryCapture(url, { waitMs: 500 })
    expect(message.replace(url, 'URL')).toBe(
      'URL did not answer within 500ms: nothing listens on that port. Is it started, and is this the port of its profiles? ' +
        '--wait gives it more time.',
    )
    expect([files, left]).toEqual([null, []])
  })

  it('may be a host that does not exist', async () => {
    const { message } = await tryCapture('http://shop.invalid:6060')
    expect(message).toMatch(/no host of that name|could not be looked up/)
  })

  it('may accept a connection and never answer', async () => {
    const message = await failureOf({ '/heap': () => {} }, { waitMs: 100 })
    expect(message).toContain('URL did not answer within 100ms: no whole answer came within 1s.')
  })

  it('may be unable to serve', async () => {
    const answer: Answer = (_request, response) => response.writeHead(503).end('the database is away\n')
    const message = await failureOf({ '/heap': answer }, { waitMs: 300 })
    expect(message).toContain('URL did not answer within 300ms: it answers 503 (the database is away).')
  })

  it('may speak something else', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.6\r\n'))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect((await tryCapture(`http://127.0.0.1:${port}`)).message).toContain('it does not speak http')
    expect((await tryCapture(`https://127.0.0.1:${port}`)).message).toContain('it does not speak https: try http://')
  })
})

describe('a service that serves no profiles', () => {
  it.each<[string, string | number]>([
    ['URL/debug/pprof/heap answers 404', 404],
    ['what URL/debug/pprof/heap sends is no profile, but', LOGIN],
  ])('is told how it would: %s', async (said, answer) => {
    const message = await failureOf({ '/heap': answer }, { waitMs: 60_000 })
    expect(message).toContain(`URL serves no profiles: ${said}`)
    expect(message).toContain('A Go program serves them by `import _ "net/http/pprof"`')
  })

  it('is told of every place that was looked at', async () => {
    const { url } = await pprofServer({}, '/elsewhere')
    const { message } = await tryCapture(`${url}/shop`)
    expect(message.replaceAll(url, 'URL')).toContain(
      'URL/shop serves no profiles: URL/shop/debug/pprof/heap answers 404; URL/shop/heap answers 404.',
    )
  })

  it.each([401, 403])('may ask who one is: %i', async (status) => {
    const message = await failureOf({ '/heap': status }, { waitMs: 60_000 })
    expect(message).toContain(`URL/debug/pprof/heap answers ${status}: it asks for a user and a password.`)
    expect(message).toContain('http://USER:PASSWORD@HOST')
  })
})

describe('a redirect', () => {
  const to =
    (location: string): Answer =>
    (_request, response) =>
      response.writeHead(307, { location }).end()

  it.each(['/heap', '/goroutine'])('to another host is not followed: %s', async (path) => {
    const other = await pprofServer()
    const message = await failureOf({ [path]: to(`${other.url}/debug/pprof${path}?from=shop`) }, { waitMs: 60_000 })
    expect(message.replace(other.url, 'OTHER')).toContain(
      `it redirects to OTHER/debug/pprof${path}?from=shop, another host`,
    )
    expect(other.requests).toEqual([])
  })

  it('to another port of the host is not followed either', async () => {
    const message = await failureOf({ '/heap': to('http://127.0.0.1:1/debug/pprof/heap') })
    expect(message).toContain('http://127.0.0.1:1/debug/pprof/heap, another host')
  })

  it('to a login page of the host is one', async () => {
    const message = await failureOf({ '/heap': to('/login'), '/login': LOGIN })
    expect(message).toContain('serves no profiles')
  })

  it('in a circle ends', async () => {
    expect(await failureOf({ '/heap': to('/debug/pprof/heap') })).toContain('it redirects in a circle')
  })

  it('to no address is said', async () => {
    expect(await failureOf({ '/heap': to('http://[') })).toContain('it redirects to http://[, another host')
  })
})

describe('a profile that cannot be had', () => {
  it('may be another thing: a page is never written', async () => {
    const message = await failureOf({ '/goroutine': LOGIN })
    expect(message).toContain('goroutine.pb.gz could not be taken: what the service sends is no profile, but')
  })

  it('may be cut off', async () => {
    const message = await failureOf({ '/allocs': HALF })
    expect(message).toContain('allocs.pb.gz could not be taken: what the service sends is cut off')
  })

  it('may be another profile', async () => {
    const message = await failureOf({ '/allocs': recorded('cpu.pb.gz') })
    expect(message).toContain('what the service sends is a profile of another kind (cpu)')
  })

  it('may come too slowly', async () => {
    const message = await failureOf({ '/allocs': stalls }, {}, { answerMs: 300 })
    expect(message).toBe('allocs.pb.gz could not be taken: no whole answer came within 300ms.')
  })

  it('has as much longer as it measures', async () => {
    const answer: Answer = (_request, response) => void setTimeout(() => response.end(recorded('cpu.pb.gz')), 600)
    const { url } = await pprofServer({ '/profile?seconds=1': answer })
    expect((await tryCapture(url, {}, { answerMs: 300 })).message).toBe('')
  })

  it('may end with the service', async () => {
    const { url, server } = await pprofServer({
      '/profile?seconds=1': (_request, response) => {
        response.writeHead(200).write(HALF)
        server.close()
        setTimeout(() => server.closeAllConnections(), 50)
      },
    })
    const { message, files, left } = await tryCapture(url)
    expect(message).toBe(
      'cpu.pb.gz could not be taken: it ended the connection in the middle of the answer. The service no longer answers: did ' +
        'it crash? Its own output tells.',
    )
    expect([files, left]).toEqual([null, []])
  })

  it('may be served at first only', async () => {
    let asked = 0
    const answer: Answer = (_request, response) => {
      asked++
      response.writeHead(asked === 1 ? 200 : 404).end(asked === 1 ? recorded('goroutine.pb.gz') : 'gone')
    }
    const message = await failureOf({ '/goroutine': answer }, { series: { snapshots: 3, everyMs: 1 } })
    expect(message).toBe(
      'goroutine-0002.pb.gz could not be taken: the service no longer serves it, as it did at first.',
    )
  })

  it('may be of a process that was started meanwhile', async () => {
    const other = readFileSync(join(repository, 'test/fixtures/same-code/baseline/heap.pb.gz'))
    const message = await failureOf({ '/heap?gc=1': other })
    expect(message).toMatch(/^the service was restarted meanwhile: it has forgotten what it had allocated/)
  })

  it('may be of a process that was started meanwhile and has allocated more', async () => {
    let asked = 0
    const answer: Answer = (_request, response) => {
      asked++
      response.end(asked === 1 ? collections(['1001', '1002']) : collections(['2001', '2002', '2003']))
    }
    const message = await failureOf({ '/heap?gc=1&debug=1': answer })
    expect(message).toBe(
      'the service was restarted meanwhile: it has forgotten its garbage collections. Its own output may tell why.',
    )
  })

  it.each([
    [
      500,
      'Could not enable CPU profiling: cpu profiling already in use',
      'Another profiler is running in that program: end it, or take no CPU profile with --seconds 0.',
    ],
    [
      400,
      "profile duration exceeds server's WriteTimeout",
      'Give the server of the profiles a longer WriteTimeout, or profile for fewer --seconds.',
    ],
    [500, 'out of memory', 'Its own output may tell why.'],
  ])('may be refused by Go: %i %s', async (status, text, help) => {
    const answer: Answer = (_request, response) => response.writeHead(status).end(`${text}\n`)
    const message = await failureOf({ '/profile?seconds=1': answer })
    expect(message).toBe(`cpu.pb.gz could not be taken: it answers ${status} (${text}). ${help}`)
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined

describe.skipIf(!hasOpenssl)('a service behind TLS (skipped where there is no openssl)', () => {
  it('whose certificate nobody vouches for is refused, with the way out', async () => {
    const folder = scratch()
    const words = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem'
    expect(spawnSync('openssl', words.split(' '), { cwd: folder }).status).toBe(0)
    const file = (name: string) => readFileSync(join(folder, name))
    const server = createTlsServer({ key: file('key.pem'), cert: file('cert.pem') }, (_request, response) => {
      response.end(recorded('heap.pb.gz'))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { message } = await tryCapture(`https://127.0.0.1:${port}`, { waitMs: 60_000 })
    expect(message).toMatch(/certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): NODE_EXTRA_CA_CERTS=FILE/)
  })
})
