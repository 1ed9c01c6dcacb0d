import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../../src/load/manifest.ts'
import { emptyContention, pprofServer, recorded } from './pprof-server.ts'
import { scratch, type Tried, tryCapture } from './run-capture.ts'

const PROFILES = [
  'allocs.pb.gz',
  'block.pb.gz',
  'cpu.pb.gz',
  'goroutine.pb.gz',
  'goroutine.txt',
  'heap.pb.gz',
  'mutex.pb.gz',
  'profile-gate.json',
]

const textOf = ({ folder }: Tried, name: string) => readFileSync(join(folder, 'profiles', name), 'utf8')

describe('a capture', () => {
  it('writes what the service sends under the names that pairing expects, and leaves nothing else', async () => {
    const { url } = await pprofServer()
    const tried = await tryCapture(url)
    expect({ files: tried.files, left: tried.left, message: tried.message }).toEqual({
      ...{ files: PROFILES, left: [], message: '' },
    })
    for (const name of PROFILES.slice(0, -1)) {
      expect(readFileSync(join(tried.folder, 'profiles', name)), name).toEqual(recorded(name))
    }
    expect(tried.captured?.files.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'cpu cpu.pb.gz',
      'heap heap.pb.gz',
      'heap allocs.pb.gz',
      'mutex mutex.pb.gz',
      'block block.pb.gz',
      'goroutine goroutine.pb.gz',
      'goroutine goroutine.txt',
    ])
  })

  it('profiles the CPU first and alone, then collects twice, and asks for each profile once', async () => {
    const { url, requests } = await pprofServer()
    await tryCapture(url, { cpuSeconds: 7 })
    expect(requests.map((path) => path.replace('/debug/pprof/', ''))).toEqual([
      ...['heap', 'heap?gc=1&debug=1', 'profile?seconds=7', 'heap?gc=1', 'heap?gc=1', 'allocs', 'mutex', 'block'],
      ...['goroutine', 'goroutine?debug=2', '/metrics', '/debug/vars', 'heap?gc=1&debug=1'],
    ])
  })

  it('takes no CPU profile of 0 seconds', async () => {
    const { url, requests } = await pprofServer()
    const { files } = await tryCapture(url, { cpuSeconds: 0 })
    expect(files).toEqual(PROFILES.filter((name) => name !== 'cpu.pb.gz'))
    expect(requests.filter((path) => path.includes('profile?'))).toEqual([])
  })

  it('is a series with the number of the snapshot in every name but that of the CPU profile', async () => {
    const { url } = await pprofServer()
    const start = performance.now()
    const tried = await tryCapture(url, { series: { snapshots: 3, everyMs: 100 } })
    expect(performance.now() - start).toBeGreaterThan(200)
    const expected = PROFILES.flatMap((name) => {
      if (name === 'cpu.pb.gz' || name === 'profile-gate.json') return [name]
      return ['0001', '0002', '0003'].map((number) => name.replace('.', `-${number}.`))
    })
    expect(tried.files).toEqual(expected.sort())
  })

  it.each([
    ['', '/debug/pprof'],
    ['/debug/pprof/', '/debug/pprof'],
    ['/debug/pprof/goroutine', '/debug/pprof'],
    ['/shop', '/shop/debug/pprof'],
    ['/shop/debug/pprof', '/shop/debug/pprof'],
    ['/internal/profiles', '/internal/profiles'],
  ])('finds the profiles from %j at %s', async (path, prefix) => {
    const { url } = await pprofServer({}, prefix)
    const { files, message } = await tryCapture(url + path, { cpuSeconds: 0 })
    expect({ message, count: files?.length }).toEqual({ message: '', count: PROFILES.length - 1 })
  })

  it('waits for a service that starts late', async () => {
    const { url, server, port } = await pprofServer()
    await new Promise((done) => server.close(done))
    setTimeout(() => server.listen(port, '127.0.0.1'), 500)
    const { files } = await tryCapture(url, { waitMs: 10_000, cpuSeconds: 0 })
    expect(files).toHaveLength(PROFILES.length - 1)
  })

  it('waits for a service that does not serve yet', async () => {
    let tries = 0
    const { url } = await pprofServer({
      '/heap': (_request, response) => {
        tries++
        response.writeHead(tries < 3 ? 503 : 200).end(tries < 3 ? 'starting' : recorded('heap.pb.gz'))
      },
    })
    expect((await tryCapture(url, { waitMs: 10_000, cpuSeconds: 0 })).message).toBe('')
    expect(tries).toBe(3)
  })

  it('follows a redirect of the same host', async () => {
    const { url } = await pprofServer({
      '/allocs': (_request, response) => response.writeHead(302, { location: '/debug/pprof/heap' }).end(),
    })
    expect((await tryCapture(url)).message).toBe('')
  })

  it('says who asks where the address says so, and never shows it', async () => {
    const seen = new Set<string | undefined>()
    const { url } = await pprofServer({
      '/heap': (request, response) => {
        seen.add(request.headers.authorization)
        response.end(recorded('heap.pb.gz'))
      },
      '/allocs': (request, response) => {
        seen.add(request.headers.authorization)
        response.end(recorded('allocs.pb.gz'))
      },
    })
    const tried = await tryCapture(url.replace('://', '://me:secret@'))
    expect([...seen]).toEqual([`Basic ${btoa('me:secret')}`])
    expect(tried.told + textOf(tried, 'profile-gate.json')).not.toContain('secret')
  })
})

describe('the draft of a capture that was killed', () => {
  it("is in nobody's way, though the process has the same id", async () => {
    const { url } = await pprofServer()
    const folder = scratch()
    mkdirSync(join(folder, `.profiles-${process.pid}`))
    const { message, files } = await tryCapture(url, { cpuSeconds: 0 }, { folder })
    expect([message, files]).toEqual(['', PROFILES.filter((name) => name !== 'cpu.pb.gz')])
  })
})

describe('metrics', () => {
  const prometheus =
    '# TYPE go_goroutines gauge\ngo_goroutines 9\ngo_info{version="go1.26.8"} 1\ngo_gc_gogc_percent 200\n'
  const expvar =
    '{\n"cmdline": ["/shop","-password=secret"],\n"memstats": {"Alloc":1,"LastGC":1795219200000000001}\n}\n'

  it('are written where they are', async () => {
    const { url } = await pprofServer({ '/metrics': prometheus, '/debug/vars': expvar })
    const tried = await tryCapture(url, { cpuSeconds: 0 })
    expect(tried.files).toContain('metrics.prom')
    expect(tried.files).toContain('metrics.json')
    expect(textOf(tried, 'metrics.prom')).toBe(prometheus)
  })

  it('are looked for at the root of the host too', async () => {
    const { url } = await pprofServer({ '/metrics': prometheus }, '/shop/debug/pprof')
    expect((await tryCapture(`${url}/shop`, { cpuSeconds: 0 })).files).toContain('metrics.prom')
  })

  it('hold no command line, which may have passwords, and every digit of the rest', async () => {
    const { url } = await pprofServer({ '/debug/vars': expvar })
    const text = textOf(await tryCapture(url, { cpuSeconds: 0 }), 'metrics.json')
    expect(text).toBe(expvar.replace('["/shop","-password=secret"]', '[]'))
  })

  it.each([
    '{"cmdline":["/shop","-password=]\\"secret"],"memstats":{"Alloc":1}}',
    '{\n  "memstats": {"Alloc": 1},\n  "cmdline": [\n    "/shop",\n    "-password=secret"\n  ]\n}\n',
    '{"memstats":{"Alloc":1},"cmdline" : "/shop -password=secret"}',
  ])('hold no command line, however they are laid out: %j', async (vars) => {
    const { url } = await pprofServer({ '/debug/vars': vars })
    const text = textOf(await tryCapture(url, { cpuSeconds: 0 }), 'metrics.json')
    expect(JSON.parse(text)).toEqual({ cmdline: [], memstats: { Alloc: 1 } })
  })

  it.each([404, 500, '<!doctype html><title>Shop</title>', '{"status":"ok"}', ''])(
    'are left out where there are none: %j',
    async (answer) => {
      const { url } = await pprofServer({ '/metrics': answer, '/debug/vars': answer })
      const { files, message } = await tryCapture(url, { cpuSeconds: 0 })
      expect([files, message]).toEqual([PROFILES.filter((name) => name !== 'cpu.pb.gz'), ''])
    },
  )

  it('tell the manifest of Go', async () => {
    const { url } = await pprofServer({ '/metrics': prometheus })
    const commit = '0123456789abcdef0123456789abcdef01234567'
    const tried = await tryCapture(url, { cpuSeconds: 0 }, { commit: async () => commit })
    expect(readManifest(Buffer.from(textOf(tried, 'profile-gate.json')))).toMatchObject({
      kind: 'manifest',
      manifest: { commit, go: 'go1.26.8', gogc: '200', goos: expect.any(String), cores: expect.any(Number) },
    })
  })
})

describe('what the program does not record', () => {
  it('is left out, with the line that turns it on', async () => {
    const { url } = await pprofServer({
      '/mutex': emptyContention,
      '/block': emptyContention,
      '/mutex?debug=1': '--- mutex:\ncycles/second=1000000000\nsampling period=0\n',
    })
    const { files, captured } = await tryCapture(url)
    expect(files).toEqual(PROFILES.filter((name) => !/mutex|block/.test(name)))
    expect(captured?.notes).toEqual([
      'mutex.pb.gz is left out: mutex profiling is off in the program. runtime.SetMutexProfileFraction(5) at the start of main turns it on',
      'block.pb.gz is left out: block profiling is off in the program. runtime.SetBlockProfileRate(10_000) at the start of main turns it on',
    ])
  })

  it('is told from what it records and has not seen', async () => {
    const { url } = await pprofServer({ '/mutex': emptyContention })
    const { files, captured } = await tryCapture(url, { series: { snapshots: 2, everyMs: 1 } })
    expect(files).toContain('mutex-0002.pb.gz')
    expect(captured?.notes).toEqual([])
  })

  it('is kept of a series in which it was seen at last', async () => {
    let asked = 0
    const { url } = await pprofServer({
      '/block': (_request, response) => response.end(asked++ === 0 ? emptyContention : recorded('block.pb.gz')),
    })
    const { files } = await tryCapture(url, { series: { snapshots: 2, everyMs: 1 } })
    expect(files).toEqual(expect.arrayContaining(['block-0001.pb.gz', 'block-0002.pb.gz']))
  })

  it('is said of a profile that the service does not serve', async () => {
    const { url } = await pprofServer({ '/goroutine?debug=2': 404 })
    const { files, captured } = await tryCapture(url)
    expect(files).toEqual(PROFILES.filter((name) => name !== 'goroutine.txt'))
    expect(captured?.notes).toEqual(['goroutine.txt is left out: the service does not serve it'])
  })
})

describe('the folder', () => {
  it('takes the place of an earlier capture, whose other profiles are gone', async () => {
    const folder = scratch()
    const { url } = await pprofServer()
    await tryCapture(url, { series: { snapshots: 2, everyMs: 1 } }, { folder })
    const { files } = await tryCapture(url, {}, { folder })
    expect(files).toEqual(PROFILES)
  })

  it('is not filled where anything else is in it', async () => {
    const folder = scratch()
    mkdirSync(join(folder, 'profiles'))
    writeFileSync(join(folder, 'profiles/main.go'), 'package main\n')
    const { url, requests } = await pprofServer()
    const { message, files, left } = await tryCapture(url, {}, { folder })
    expect(message).toBe(
      'profiles holds main.go, which no capture has written: only a new or empty folder, or that of an earlier capture, is filled',
    )
    expect([files, left, requests]).toEqual([['main.go'], [], []])
  })

  it('is no file', async () => {
    const folder = scratch()
    writeFileSync(join(folder, 'profiles'), '')
    const { url } = await pprofServer()
    expect((await tryCapture(url, {}, { folder })).message).toBe('--out profiles is a file; name a folder')
  })

  it('keeps an earlier capture when a later one fails', async () => {
    const folder = scratch()
    const { url, server } = await pprofServer()
    await tryCapture(url, {}, { folder })
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    const { message, files, left } = await tryCapture(url, {}, { folder })
    expect(message).toContain('nothing listens on that port')
    expect([files, left]).toEqual([PROFILES, []])
  })
})
