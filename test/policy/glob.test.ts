import { describe, expect, it } from 'vitest'
import { compileGlob, GlobError } from '../../src/policy/glob.ts'

describe('compileGlob', () => {
  it.each([
    // Without a slash: the base name at any depth.
    ['heap.pb.gz', 'heap.pb.gz', true],
    ['heap.pb.gz', 'services/api/heap.pb.gz', true],
    ['heap.pb.gz', 'services/heap.pb.gz/x', false],
    ['*.gz', 'a/b/c.gz', true],
    ['heap', 'heap.pb.gz', false],
    ['heap', 'myheap', false],
    ['HEAP', 'heap', false],
    ['*', 'a/b', true],
    ['**', 'a/b/c', true],
    // With a slash: the whole path.
    ['services/*', 'services/a', true],
    ['services/*', 'services/a/b', false],
    ['services/*', 'x/services/a', false],
    ['services/**', 'services/a/b', true],
    ['services/**', 'services', false],
    ['services/**', 'services2/a', false],
    ['**/heap', 'heap', true],
    ['**/heap', 'a/b/heap', true],
    ['**/heap', 'a/bheap', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/**/z', 'a/bz', false],
    ['**/a/**', 'x/a/y', true],
    ['**/a/**', 'a', false],
    ['a/b**', 'a/bcd', true],
    ['a/b**', 'a/b/c', false],
    ['a/**b', 'a/x/b', false],
    ['a/***', 'a/b', true],
    ['a/***', 'a/b/c', false],
    // One character.
    ['?.gz', 'a.gz', true],
    ['?.gz', 'ab.gz', false],
    ['a?b/c', 'a/b/c', false],
    ['?', '😀', true],
    ['heap-[0-9].gz', 'heap-7.gz', true],
    ['heap-[0-9].gz', 'heap-x.gz', false],
    ['[!0-9]x', 'ax', true],
    ['[^0-9]x', '1x', false],
    ['a/[!b]c', 'a//c', false],
    ['[+-9]x', '+x', true],
    ['[+-9]x', '0x', true],
    ['a[+-9]b/c', 'a/b/c', false],
    ['[]]x', ']x', true],
    ['[!]]x', ']x', false],
    ['[a-]x', '-x', true],
    ['[.^$]x', '^x', true],
    ['[α-ω]', 'λ', true],
    // Alternatives.
    ['{heap,allocs}.pb.gz', 'x/allocs.pb.gz', true],
    ['{heap,allocs}.pb.gz', 'cpu.pb.gz', false],
    ['{a,b{c,d}}e', 'bde', true],
    ['{a,b{c,d}}e', 'be', false],
    ['{a,}b', 'b', true],
    ['{setup/**,warm/*}', 'setup/a/b', true],
    ['{setup/**,warm/*}', 'warm/a/b', false],
    ['a,b', 'a,b', true],
    ['a}', 'a}', true],
    // Literals.
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['\\{a,b}', '{a,b}', true],
    ['a.b', 'axb', false],
    ['a+(b)|$^', 'a+(b)|$^', true],
    ['*', '.hidden', true],
    ['**/*.gz', '.cache/.x.gz', true],
    ['line*', 'line\nbreak', true],
  ])('%s on %s: %s', (glob, path, matches) => {
    expect(compileGlob([glob]).matches(path)).toBe(matches)
  })

  it('matches what any of its globs matches', () => {
    const glob = compileGlob(['a/*', '*.txt'])
    expect(['a/b', 'x/y.txt', 'x/y'].map((path) => glob.matches(path))).toEqual([true, true, false])
    expect(glob.sources).toEqual(['a/*', '*.txt'])
  })

  it('matches nothing without a glob', () => {
    expect(compileGlob([]).matches('a')).toBe(false)
  })

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['!a', 'negated'],
    ['/a', 'absolute'],
    ['a/', 'trailing-slash'],
    ['./a', 'dot-segment'],
    ['a/../b', 'dot-segment'],
    ['[a', 'unclosed-class'],
    ['[]', 'unclosed-class'],
    ['[!]', 'unclosed-class'],
    ['[z-a]', 'reversed-range'],
    ['[a/b]', 'slash-in-class'],
    ['{a,b', 'unclosed-brace'],
    ['{a,{b}', 'unclosed-brace'],
    ['a\\', 'trailing-backslash'],
    ['a'.repeat(1_001), 'too-long'],
  ])('refuses %j: %s', (glob, fault) => {
    expect(() => compileGlob(['fine', glob])).toThrow(expect.objectContaining({ name: 'GlobError', fault }))
    expect(() => compileGlob([glob])).toThrow(GlobError)
  })

  it('takes linear time', () => {
    const glob = compileGlob([`${'*a'.repeat(50)}b`, `${'**/'.repeat(50)}x/y`])
    const started = performance.now()
    expect(glob.matches('a'.repeat(100_000))).toBe(false)
    expect(glob.matches('a/'.repeat(50_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
