import { describe, expect, test } from 'vitest'
import { differInRelease, type GoRelease, goReleaseOf, scaleMutexesAlike } from '../../src/decode/go-release.ts'
import { textProfile } from '../support/text-profile.ts'

const releaseOf = (file: string) =>
  goReleaseOf(textProfile(`cpu/nanoseconds\nmain.main@/src/a.go:5;runtime.mallocgc@${file}:900 5`))

const release = (version: string | null, startLines: Readonly<Record<string, number>> | null = {}): GoRelease => ({
  version,
  startLines: startLines === null ? null : new Map(Object.entries(startLines)),
})

describe('the release of Go that a program was built with', () => {
  test.each([
    ['/opt/hostedtoolcache/go/1.24.1/x64/src/runtime/malloc.go', '1.24.1'],
    ['/opt/homebrew/Cellar/go/1.24.3/libexec/src/runtime/malloc.go', '1.24.3'],
    ['/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.23.12.linux-amd64/src/runtime/malloc.go', '1.23.12'],
    ['/usr/lib/go-1.22/src/runtime/malloc.go', '1.22'],
    ['/home/me/sdk/go1.21.0/src/runtime/malloc.go', '1.21.0'],
    ['C:\\hostedtoolcache\\windows\\go\\1.20.4\\x64\\src\\runtime\\malloc.go', '1.20.4'],
    ['/usr/local/go/src/runtime/malloc.go', null],
    ['runtime/malloc.go', null],
    ['/home/me/mongo/3.4/src/runtime/malloc.go', null],
    ['/opt/homebrew/Cellar/go/1.18/libexec/src/net/http/server.go', '1.18'],
  ])('%s', (file, version) => {
    expect(releaseOf(file)?.version ?? null).toBe(version)
  })

  test('is none where no function is of the runtime of Go', () => {
    expect(releaseOf('/src/runtime.py')).toBeNull()
    expect(releaseOf('/home/me/go/1.9/src/github.com/acme/shop/a.go')).toBeNull()
    expect(goReleaseOf(textProfile('cpu/nanoseconds\nmain.main@/src/a.go:5 5'))).toBeNull()
  })
})

describe('the same program in both forms of its profile', () => {
  test('is of no other release: text has no lines where functions begin, nor any mapping', () => {
    const text = textProfile(
      'cpu/nanoseconds\nmain.main@a.go:5;runtime.mallocgc@/usr/local/go/src/runtime/malloc.go:900 5',
    )
    expect(goReleaseOf(text)).toBeNull()
    const versioned = '/opt/hostedtoolcache/go/1.24.1/x64/src/runtime/malloc.go'
    expect(releaseOf(versioned)).toEqual({ version: '1.24.1', startLines: null })
    const binary = textProfile(`cpu/nanoseconds\nruntime.mallocgc@${versioned}:900;[shop] 5`)
    expect(goReleaseOf(binary)).toEqual({ version: '1.24.1', startLines: new Map() })
  })
})

describe('two releases', () => {
  test.each([
    ['of the same version', release('1.24.1'), release('1.24.1'), false],
    ['of two versions', release('1.24.1'), release('1.24.2'), true],
    ['of which one tells no version, and functions begin alike', release('1.24'), release(null), null],
    ['with functions that begin elsewhere', release(null, { a: 1, b: 2 }), release(null, { b: 3 }), true],
    ['with functions that begin alike', release(null, { a: 1, b: 2 }), release(null, { b: 2 }), false],
    ['without a function in common', release(null, { a: 1 }), release(null, { b: 2 }), null],
    ['of which one is older than 1.20', release(null), release(null, { b: 2 }), true],
    ['of which one is told by text, without lines', release('1.24.1', null), release(null, { b: 2 }), null],
  ])('%s', (_name, a, b, differ) => {
    expect(differInRelease(a, b)).toBe(differ)
    expect(differInRelease(b, a)).toBe(differ)
  })

  test.each([
    ['1.19.4', '1.20.1', false],
    ['1.20', '1.21.5', true],
    ['1.21', '1.22', false],
    ['1.22', '1.24.9', true],
    ['1.24', '1.25', false],
    ['1.25', '1.27', true],
  ])('%s and %s scale mutexes alike: %s', (a, b, alike) => {
    expect(scaleMutexesAlike(release(a), release(b))).toBe(alike)
    expect(scaleMutexesAlike(release(b), release(a))).toBe(alike)
  })

  test('of unknown versions may scale mutexes otherwise', () => {
    expect(scaleMutexesAlike(release(null), release('1.24'))).toBeNull()
  })
})
