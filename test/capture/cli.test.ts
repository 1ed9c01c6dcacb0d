import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../cli/run.ts'
import { pprofServer } from './pprof-server.ts'
import { scratch, startCli } from './run-capture.ts'

describe('capture on the command line', () => {
  it.each([
    [[], 'expected URL, got nothing'],
    [['http://host', 'more', '--out', 'p'], 'expected URL, got 2'],
    [['http://host'], 'capture needs --out DIR, the folder for the profiles'],
    [['ftp://host', '--out', 'p'], 'URL ftp://host: expected the address of a service, such as http://localhost:6060'],
    [['http://me:secret@host?x=1', '--out', 'p'], 'URL http://host?x=1: expected the address of a service'],
    [['http://host', '--out', 'p', '--wait', '30'], '--wait 30: expected a duration such as 30s'],
    [['http://host', '--out', 'p', '--warmup', 'long'], '--warmup long: expected a duration'],
    [['http://host', '--out', 'p', '--seconds', '10s'], '--seconds 10s: expected a whole number of seconds from 0'],
    [['http://host', '--out', 'p', '--snapshots', '1'], '--snapshots 1: expected a whole number from 2 to 1000'],
    [['http://host', '--out', 'p', '--every', '30s'], '--every is for a series: add --snapshots N'],
    [['http://host', '--out', 'p', '--snapshots', '8', '--every', '0'], '--every 0: expected a duration above 0'],
    [['http://host', '--out', 'p', '--'], '-- is followed by no command'],
    [['http://host', '--out', 'p', '--for', '3s'], "Unknown option '--for'; known here: --format --out --wait"],
  ])('says what is wrong with %j', (words, said) => {
    const { code, out, err } = runCli(['capture', ...words])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`profile-gate: ${said}`)
    expect(err).toContain('See profile-gate --help.')
  })

  it('writes the folder, tells of progress on standard error, and prints what there is', async () => {
    const { url } = await pprofServer()
    const folder = scratch()
    const script = 'console.log("load"); setTimeout(() => {}, 2000)'
    const words = ['--out', 'run-1/profiles', '--seconds', '1', '--snapshots', '2', '--every', '100ms']
    const { ended } = startCli(['capture', url, ...words, '--', process.execPath, '-e', script], folder)
    const { code, out, err } = await ended
    expect(code, err).toBe(0)
    expect(out.replace(/ [\d.]+ KiB/g, ' SIZE')).toBe(
      [
        'run-1/profiles: 13 files',
        '  cpu.pb.gz        SIZE',
        ...['heap', 'allocs', 'mutex', 'block', 'goroutine'].map(
          (name) => `  ${`${name}.pb.gz`.padEnd(15)}  SIZE, 2 snapshots`,
        ),
        '  goroutine.txt    SIZE, 2 snapshots',
        '',
      ].join('\n'),
    )
    expect(err).toContain('\nload\n')
    // What the load prints comes in between.
    const progress = err
      .replaceAll(url, 'URL')
      .replace('\nload\n', '\n')
      .replace(/after \d+m?s/, 'after TIME')
    expect(progress).toBe(
      [
        'waiting for URL (up to 30s)',
        `load: ${process.execPath} -e 'console.log("load"); setTimeout(() => {}, 2000)'`,
        'cpu.pb.gz: profiling for 1s',
        'snapshot 1 of 2',
        'snapshot 2 of 2',
        'waiting for the load to end',
        'the load ended well after TIME',
        '',
      ].join('\n'),
    )
    expect(readdirSync(join(folder, 'run-1'))).toEqual(['profiles'])
  })

  it('prints JSON and Markdown', async () => {
    const { url } = await pprofServer({ '/goroutine?debug=2': 404 })
    const folder = scratch()
    const printed = async (format: string) => {
      const words = ['capture', url, '--out', 'p', '--seconds', '0', '--format', format]
      return (await startCli(words, folder).ended).out
    }
    const bytes = (name: string) => readFileSync(join(folder, 'p', name)).length
    const note = 'goroutine.txt is left out: the service does not serve it'
    const json = JSON.parse(await printed('json'))
    expect(json).toMatchObject({ schemaVersion: 1, out: 'p', notes: [note] })
    expect(json.files[0]).toEqual({
      ...{ name: 'heap.pb.gz', kind: 'heap', bytes: bytes('heap.pb.gz'), samples: expect.any(Number) },
    })
    const markdown = await printed('markdown')
    expect(markdown).toMatch(
      /^p: 5 files\n\n\| profile \| kind \| holds \|\n\|---\|---\|---\|\n\| `heap.pb.gz` \| heap \|/,
    )
    expect(markdown).toContain(`\n- ${note}\n`)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at %s with exit 2 and leaves nothing, not even the load',
    async (signal) => {
      const { url } = await pprofServer({ '/profile?seconds=30': () => {} })
      const folder = scratch()
      const script =
        'require("fs").writeFileSync("started", ""); process.on("SIGTERM", () => { require("fs").writeFileSync("ended", ""); process.exit(1) }); setTimeout(() => {}, 60000)'
      const { child, ended, said } = startCli(
        ['capture', url, '--out', 'p', '--', process.execPath, '-e', script],
        folder,
      )
      await said('profiling for 30s')
      await expect.poll(() => existsSync(join(folder, 'started')), { timeout: 10_000 }).toBe(true)
      child.kill(signal)
      const { code, out, err } = await ended
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(`profile-gate: stopped by ${signal}: nothing was written\n`)
      expect(readdirSync(folder).sort()).toEqual(['ended', 'started'])
    },
  )

  it('ends with 2 and the reason where a service cannot be captured', async () => {
    const { url } = await pprofServer({ '/heap': 404 })
    const folder = scratch()
    const { code, out, err } = await startCli(['capture', url, '--out', 'p'], folder).ended
    expect([code, out, readdirSync(folder)]).toEqual([2, '', []])
    expect(err).toContain(`profile-gate: ${url} serves no profiles: ${url}/debug/pprof/heap answers 404.`)
  })
})
