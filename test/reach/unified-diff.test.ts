import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patchChange } from '../../src/reach/hunks.ts'
import { changedFiles } from '../../src/reach/unified-diff.ts'

function lines(added: readonly (readonly [number, number])[], cuts: readonly number[] = []) {
  return { kind: 'lines', added: added.map(([first, last]) => ({ first, last })), cuts }
}

const UNKNOWN = { kind: 'unknown' }

describe('a patch', () => {
  test.each([
    ['adds lines', '@@ -3,0 +4,2 @@ func f() {\n+a\n+b', lines([[4, 5]])],
    ['changes a line', '@@ -7 +7 @@\n-a\n+b', lines([[7, 7]])],
    ['takes out lines', '@@ -7,2 +6,0 @@\n-a\n-b', lines([], [6])],
    ['takes out the first lines', '@@ -1,2 +0,0 @@\n-a\n-b', lines([], [0])],
    ['changes more lines than it leaves', '@@ -7,3 +7 @@\n-a\n-b\n-c\n+d', lines([[7, 7]])],
    ['has context', '@@ -1,4 +1,5 @@\n a\n-b\n+B\n+C\n c\n d', lines([[2, 3]])],
    ['takes out a line amid context', '@@ -1,4 +1,3 @@\n a\n b\n-c\n d', lines([], [2])],
    ['has context that was trimmed', '@@ -1,3 +1,4 @@\n a\n\n+b\n c', lines([[3, 3]])],
    ['has several hunks', '@@ -1 +1 @@\n-a\n+b\n@@ -9,0 +10 @@ f\n+c\n', lines([[1, 1], [10, 10]])], // biome-ignore format: one line each
    ['lets a hunk go on', '@@ -1 +1 @@\n-a\n+b\n@@ -1,0 +2 @@\n+c', lines([[1, 2]])],
    ['ends without a line end', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n', lines([[1, 1]])],
    ['loses the line end', '@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n', lines([[1, 1]])],
    ['has lines of Windows', '@@ -1,2 +1,2 @@\r\n a\r\n-b\r\n+c\r\n', lines([[2, 2]])],
    [
      'has lines that look like heads',
      '@@ -1 +1,3 @@\n--- a/x\n+++ b/y\n+@@ -1 +1 @@\n+diff --git a/z b/z',
      lines([[1, 3]]),
    ],
    ['is empty', '', lines([])],
  ])('that %s', (_, patch, expected) => {
    expect(patchChange(patch)).toEqual(expected)
  })

  test.each([
    ['is cut off', '@@ -1,2 +1,2 @@\n a\n-b'],
    ['is cut off in a head', '@@ -1,2'],
    ['holds more than it says', '@@ -1 +1 @@\n-a\n+b\n+c'],
    ['is of a merge', '@@@ -1,2 -1,2 +1,2 @@@\n  a\n++b'],
    ['is something else', 'Binary files differ'],
  ])('that %s says nothing', (_, patch) => {
    expect(patchChange(patch)).toEqual(UNKNOWN)
  })

  test('of a million lines is read at once', () => {
    const patch = `@@ -0,0 +1,1000000 @@\n${'+x\n'.repeat(1_000_000)}`
    const start = performance.now()
    expect(patchChange(patch)).toEqual(lines([[1, 1_000_000]]))
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  test('names the lines that differ, whatever they hold', () => {
    const line = fc.constantFrom('', 'a', '+a', '-a', '@@ -1 +1 @@', 'diff --git a/a b/a', '\\ No newline', '--- a/a')
    const edit = fc.record({ before: fc.array(line, { maxLength: 3 }), after: fc.array(line, { maxLength: 3 }) })
    const kept = fc.array(line, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(edit, kept), { minLength: 1, maxLength: 6 }), (parts) => {
        const body: string[] = []
        const [added, cuts] = [new Set<number>(), new Set<number>()]
        let [before, after] = [0, 0]
        for (const [edit, kept] of parts) {
          for (const each of edit.before) body.push(`-${each}`)
          if (edit.after.length === 0 && edit.before.length > 0) cuts.add(after)
          for (const each of edit.after) {
            body.push(`+${each}`)
            added.add(++after)
          }
          before += edit.before.length + kept.length
          after += kept.length
          for (const each of kept) body.push(` ${each}`)
        }
        const change = patchChange(`@@ -1,${before} +1,${after} @@\n${body.join('\n')}\n`)
        if (change.kind !== 'lines') throw new Error('not read')
        const read = change.added.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at),
        )
        expect([new Set(read), new Set(change.cuts)]).toEqual([added, cuts])
      }),
    )
  })
})

describe('a difference', () => {
  const hunk = '@@ -1 +1 @@\n-a\n+b\n'
  const head = (path: string) => `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n`
  const of = (path: string, change: object = lines([[1, 1]])) => ({ path, change })

  test.each([
    ['of nothing', '', []],
    ['of two files', `${head('a.go')}${hunk}${head('b/b.go')}${hunk}`, [of('a.go'), of('b/b.go')]],
    [
      'with a file that was renamed and changed',
      `diff --git a/old.go b/new.go\nsimilarity index 90%\nrename from old.go\nrename to new.go\nindex 1..2\n--- a/old.go\n+++ b/new.go\n${hunk}`,
      [of('new.go', lines([[1, 1]]))],
    ],
    [
      'with a file that was only renamed',
      'diff --git a/old.go b/new.go\nsimilarity index 100%\nrename from old.go\nrename to new.go\n',
      [of('new.go', lines([]))],
    ],
    [
      'with a new file',
      `diff --git a/n.go b/n.go\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/n.go\n@@ -0,0 +1,2 @@\n+a\n+b\n`,
      [of('n.go', { kind: 'whole' })],
    ],
    [
      'with a new file that is empty',
      'diff --git a/n b/n\nnew file mode 100644\nindex 0..1\n',
      [of('n', { kind: 'whole' })],
    ],
    [
      'with a file that was deleted',
      `diff --git a/d b/d\ndeleted file mode 100644\nindex 1..0\n--- a/d\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n${head('e')}${hunk}`,
      [of('e')],
    ],
    ['with a file of another mode', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', [of('x', lines([]))]],
    [
      'with binary files',
      `diff --git a/p.png b/p.png\nindex 1..2 100644\nBinary files a/p.png and b/p.png differ\ndiff --git a/q b/q\nindex 1..2\nGIT binary patch\nliteral 3\nKcmZQz\n\n${head('r')}${hunk}`,
      [of('p.png', UNKNOWN), of('q', UNKNOWN), of('r')],
    ],
    [
      'with spaces in names',
      `diff --git a/a b.go b/a b.go\nindex 1..2\n--- a/a b.go\t\n+++ b/a b.go\t\n${hunk}diff --git a/x b/x b/x b/x\nold mode 100644\nnew mode 100755\n`,
      [of('a b.go'), of('x b/x', lines([]))],
    ],
    [
      'with names that git quotes',
      `diff --git "a/caf\\303\\251/a\\"\\t\\\\.go" "b/caf\\303\\251/a\\"\\t\\\\.go"\nindex 1..2\n--- "a/caf\\303\\251/a\\"\\t\\\\.go"\n+++ "b/caf\\303\\251/a\\"\\t\\\\.go"\n${hunk}`,
      [of('café/a"\t\\.go')],
    ],
    [
      'with a quoted file that was renamed',
      'diff --git "a/\\303\\251.go" b/e.go\nsimilarity index 100%\nrename from "\\303\\251.go"\nrename to e.go\n',
      [of('e.go', lines([]))],
    ],
    [
      'of a merge',
      `diff --cc m.go\nindex 1,2..3\n--- a/m.go\n+++ b/m.go\n@@@ -1,1 -1,1 +1,2 @@@\n++++ b/evil.go\n +@@ -1 +1 @@\n${head('n.go')}${hunk}`,
      [of('m.go', UNKNOWN), of('n.go')],
    ],
    [
      'with a damaged hunk',
      `${head('d.go')}@@ -1 +1 @@\n-a\n*b\n+++ b/evil.go\n@@ -5 +5 @@\n-a\n+b\n${head('e.go')}${hunk}`,
      [of('d.go', UNKNOWN), of('e.go')],
    ],
    ['with lines of Windows', `${head('w.go')}@@ -1 +1 @@\n-a\r\n+b\r\n`, [of('w.go')]],
    ['with something before it', `warning: x\n${head('a.go')}${hunk}`, [of('a.go')]],
  ])('%s', (_, diff, expected) => {
    expect(changedFiles(diff)).toEqual(expected)
  })

  test('that is no difference has no files, and ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(changedFiles(text.replaceAll('diff --', ''))).toEqual([])
      }),
    )
  })
})
