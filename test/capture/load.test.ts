import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CaptureError } from '../../src/capture/capture-error.ts'
import { pprofServer } from './pprof-server.ts'
import { load, scratch, tryCapture } from './run-capture.ts'

const isShell = process.platform !== 'win32'

/** Whether a process runs. One that has ended may still be listed where nobody asks how. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

describe.skipIf(!isShell)('the load (skipped on Windows, which has no sh)', () => {
  it('runs from the warm-up on, and the snapshot waits for its end', async () => {
    const { url, requests } = await pprofServer({ '/load-ended': 'yes' })
    const script = `sleep 0.5; echo "done"; node -e "fetch('${url}/load-ended')"`
    const { message, told } = await tryCapture(url, { load: load(script), warmupMs: 100 })
    expect(message).toBe('')
    const names = requests.map((path) => path.replace('/debug/pprof/', ''))
    expect(names.slice(0, 6)).toEqual([
      'heap',
      'heap?gc=1&debug=1',
      'profile?seconds=1',
      '/load-ended',
      'heap?gc=1',
      'heap?gc=1',
    ])
    expect(told).toMatch(/warming up for 100ms\n.*waiting for the load to end\ndone\nthe load ended well after/s)
  })

  it('fails the capture as soon as it fails, with its exit code and what it printed', async () => {
    const { url } = await pprofServer({ '/profile?seconds=1': () => {} })
    const start = performance.now()
    const { message, told, files, left } = await tryCapture(url, { load: load('echo "no route" >&2; exit 3') })
    expect(message).toBe('the load failed (exit code 3): echo "no route" >&2; exit 3')
    expect(told).toContain('no route\n')
    expect([files, left]).toEqual([null, []])
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('that fails because the service is gone is said to', async () => {
    const { url, server } = await pprofServer({ '/profile?seconds=1': () => void server.close() })
    const { message } = await tryCapture(url, { load: load('sleep 0.3; exit 1') })
    expect(message).toBe(
      'the load failed (exit code 1): sleep 0.3; exit 1. The service no longer answers: did it crash? Its own output tells.',
    )
  })

  it('that is ended by a signal has failed', async () => {
    const { url } = await pprofServer()
    const { message } = await tryCapture(url, { load: load('kill -9 $$') })
    expect(message).toBe('the load failed (it was ended by SIGKILL): kill -9 $$')
  })

  it('that does not exist is named', async () => {
    const { url } = await pprofServer()
    const { message } = await tryCapture(url, { load: { file: 'no-such-load', args: [], shown: 'no-such-load' } })
    expect(message).toBe('the load could not be started: no-such-load: there is no such program')
  })

  it('that is too short for the series leaves none', async () => {
    const { url } = await pprofServer()
    const series = { snapshots: 8, everyMs: 1000 }
    const { message, files, left } = await tryCapture(url, { load: load('sleep 0.5'), series, cpuSeconds: 2 })
    expect(message).toMatch(
      /^the load ended after \d+ms, before snapshot 2 of 8 was due\. Let it run for more than 9s, or measure for a shorter time\.$/,
    )
    expect([files, left]).toEqual([null, []])
  })

  it('that is too short for the CPU profile shows nothing', async () => {
    const { url } = await pprofServer()
    const { message } = await tryCapture(url, { load: load('true'), warmupMs: 5000 })
    expect(message).toMatch(/^the load ended after \d+ms, before the CPU profile began\. Let it run for more than 5s/)
  })

  it('ends with all it has started when the capture fails', async () => {
    const folder = scratch()
    const { url } = await pprofServer({ '/allocs': 500 })
    const script = 'trap "" TERM; sleep 60 & echo $! > pid; sleep 60'
    const series = { snapshots: 2, everyMs: 500 }
    const { message } = await tryCapture(url, { load: load(script), series, warmupMs: 500 }, { folder })
    expect(message).toContain('allocs-0001.pb.gz could not be taken: it answers 500')
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('ends with all it has started when it fails', async () => {
    const folder = scratch()
    const { url } = await pprofServer({ '/profile?seconds=1': () => {} })
    const { message } = await tryCapture(url, { load: load('sleep 60 & echo $! > pid; exit 3') }, { folder })
    expect(message).toContain('the load failed (exit code 3)')
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    expect(pid).toBeGreaterThan(1)
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('may leave something in the background that holds its output open', async () => {
    const { url } = await pprofServer()
    const start = performance.now()
    const { message } = await tryCapture(url, { load: load('sleep 20 & exit 0'), cpuSeconds: 0 })
    expect(message).toBe('')
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('ends when the capture is stopped', async () => {
    const folder = scratch()
    const { url } = await pprofServer({ '/profile?seconds=1': () => {} })
    const stop = new AbortController()
    setTimeout(() => stop.abort(new CaptureError('stopped')), 500)
    const script = 'echo $$ > pid; sleep 60'
    const { message, files, left } = await tryCapture(url, { load: load(script) }, { folder, signal: stop.signal })
    expect([message, files, left]).toEqual(['stopped', null, ['pid']])
    await expect.poll(() => isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
  })
})
