import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parsePolicy } from '../../src/policy/parse.ts'
import { mistakesOfWorkflow } from '../docs/github-parser.ts'
import { isGate, jobsOf, stepsOf } from '../docs/steps.ts'
import {
  benchmark,
  clone,
  type Files,
  goMod,
  inRepository,
  POLICY,
  type Repository,
  SERVICE_POLICY,
  service,
  WORKFLOW,
} from './repository.ts'

const LIBRARY: Files = {
  'go.mod': goMod('example.com/library'),
  'library_test.go': benchmark('Get'),
  'store/store_test.go': benchmark('Put'),
}
const SERVICE: Files = {
  'go.mod': goMod('example.com/shop'),
  'cmd/shop/main.go': service('"localhost:7070"'),
  'cmd/load/main.go': 'package main\n\nfunc main() {}\n',
}
const MONOREPO: Files = {
  'go.work': 'go 1.22\n\nuse (\n\t./cart\n\t./search/v2\n)\n',
  'cart/go.mod': goMod('example.com/cart'),
  'cart/cart_test.go': benchmark('Add'),
  'search/v2/go.mod': goMod('example.com/search/v2'),
  'search/v2/index/index_test.go': benchmark('Find'),
}
const SERVICES: Files = {
  'api/go.mod': goMod('example.com/api'),
  'api/main.go': service('":6060"'),
  'worker/go.mod': goMod('example.com/worker'),
  'worker/main.go': service('os.Getenv("ADDRESS")'),
  'worker/load.sh': 'true\n',
}
const MIXED: Files = { ...LIBRARY, ...SERVICE, ...clone('trunk'), 'go.mod': goMod('example.com/mixed') }

const REPOSITORIES: Readonly<Record<string, Files>> = {
  'a library': LIBRARY,
  'a service': SERVICE,
  'a service without a load': { 'go.mod': goMod('example.com/shop'), 'main.go': service('address()') },
  'a monorepo': MONOREPO,
  'several services': SERVICES,
  'a service with benchmarks': MIXED,
  'a module in a folder': { 'backend/go.mod': 'module example.com/backend\n', 'backend/a_test.go': benchmark('A') },
  'modules with odd names': {
    ...{ 'null/go.mod': goMod('example.com/null'), 'null/a_test.go': benchmark('D') },
    ...{ '1e3/go.mod': goMod('example.com/1e3'), '1e3/a_test.go': benchmark('E') },
    ...{ '1.0/go.mod': goMod('example.com/old'), '1.0/a_test.go': benchmark('A') },
    ...{ 'x/true/go.mod': goMod('example.com/x'), 'x/true/a_test.go': benchmark('B') },
    ...{ 'y/true/go.mod': goMod('example.com/y'), 'y/true/a_test.go': benchmark('C') },
    ...clone('1.0'),
  },
}

const all = Object.entries(REPOSITORIES)

function workflowOf(repository: Repository) {
  const text = repository.read(WORKFLOW) ?? ''
  return { name: 'profile-gate.yml', text, value: parse(text) }
}

describe('what init writes', () => {
  it.each(all)('for %s is a workflow by GitHub’s own parser, whose scripts a shell can read', async (_name, files) => {
    await inRepository(files, async (repository) => {
      expect(repository.init()).toMatchObject({ code: 0, err: '' })
      const workflow = workflowOf(repository)
      expect(await mistakesOfWorkflow(workflow.name, workflow.text)).toEqual([])
      for (const { run, with: inputs } of stepsOf(workflow)) {
        for (const script of [run, inputs?.['run']]) {
          if (script === undefined) continue
          expect(script).not.toContain('${{')
          expect(spawnSync('bash', ['-n'], { input: String(script), encoding: 'utf8' }).stderr).toBe('')
        }
      }
    })
  })

  it.each(all)('for %s leaves no token with the code, and gives the gate what it uses', async (_name, files) => {
    await inRepository(files, (repository) => {
      repository.init()
      for (const { permissions, steps } of jobsOf(workflowOf(repository))) {
        const gates = steps.some(isGate)
        expect(permissions).toEqual(gates ? { contents: 'read', actions: 'read', 'pull-requests': 'write' } : {})
        const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
        expect(checkouts.map(({ with: inputs }) => inputs?.['persist-credentials'])).toEqual(gates ? [false] : [])
      }
    })
  })

  it.each(all)('for %s is a policy without a mistake, and one that is found', async (_name, files) => {
    await inRepository(files, (repository) => {
      repository.init()
      const services = repository.read(SERVICE_POLICY)
      for (const text of [repository.read(POLICY) ?? '', ...(services === null ? [] : [services])]) {
        expect(parsePolicy(text, POLICY)).toMatchObject({ kind: 'policy' })
      }
    })
  })

  it.each(all)('for %s gives each part a target of its own', async (_name, files) => {
    await inRepository(files, (repository) => {
      const targets = found(repository).parts.map(({ target }) => target)
      expect(new Set(targets).size).toBe(targets.length)
      for (const target of targets) expect(target).toMatch(/^[A-Za-z0-9._-]{1,64}$/)
    })
  })
})

/** What init finds, in its own words. */
function found(repository: Repository) {
  const { out } = repository.init({ args: ['--format', 'json'] })
  return JSON.parse(out) as { readonly parts: readonly { readonly target: string }[] }
}

describe('names that YAML or a shell would read otherwise', () => {
  it('stay what they are', async () => {
    await inRepository(REPOSITORIES['modules with odd names'] ?? {}, (repository) => {
      repository.init()
      const { strategy } = workflowOf(repository).value.jobs.benchmarks
      const modules = strategy.matrix.include.map(({ module }: { readonly module: unknown }) => module)
      expect(modules).toEqual(['1.0', '1e3', 'null', 'x/true', 'y/true'])
    })
  })

  it('and that Go would refuse are passed over', async () => {
    const files = {
      ...LIBRARY,
      '-o/a_test.go': benchmark('A'),
      '~/a_test.go': benchmark('B'),
      'a b/a_test.go': benchmark('C'),
    }
    await inRepository(files, (repository) => {
      repository.init()
      expect(repository.read(WORKFLOW)).toContain('for package in . ./store; do')
    })
  })
})

describe('what init finds', () => {
  const partsOf = async (files: Files) => {
    let parts: readonly unknown[] = []
    await inRepository(files, (repository) => {
      parts = found(repository).parts
    })
    return parts
  }

  it('are the packages with benchmarks of each module', async () => {
    expect(await partsOf(MONOREPO)).toMatchObject([
      { kind: 'benchmarks', target: 'cart', packages: [{ path: '.', benchmarks: ['BenchmarkAdd'] }] },
      { kind: 'benchmarks', target: 'search', packages: [{ path: './index', benchmarks: ['BenchmarkFind'] }] },
    ])
  })

  it('are groups of packages where one module has many', async () => {
    const names = ['store/disk', 'store/cache', 'internal/wire', 'internal/wire/gzip', 'index', 'query', 'a', 'b', 'c']
    const many = Object.fromEntries(names.map((name) => [`${name}/x_test.go`, benchmark('X')]))
    const parts = await partsOf({ ...LIBRARY, ...many })
    expect(parts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ target: 'library', packages: [{ path: '.', benchmarks: ['BenchmarkGet'] }] }),
        expect.objectContaining({
          target: 'store',
          packages: ['./store', './store/cache', './store/disk'].map((path) => expect.objectContaining({ path })),
        }),
        expect.objectContaining({
          target: 'wire',
          packages: ['./internal/wire', './internal/wire/gzip'].map((path) => expect.objectContaining({ path })),
        }),
      ]),
    )
    expect(parts).toHaveLength(8)
  })

  it('are no benchmarks that Go would not run', async () => {
    const files: Files = {
      ...LIBRARY,
      'store/store_test.go': `//go:build integration\n\n${benchmark('Put')}`,
      'store/store_windows_test.go': benchmark('Open'),
      'store/store.go': benchmark('NoTest'),
      'vendor/example.com/other/a_test.go': benchmark('Vendor'),
      'testdata/a_test.go': benchmark('Data'),
      '_old/a_test.go': benchmark('Old'),
      'node_modules/a/a_test.go': benchmark('Node'),
    }
    expect(await partsOf(files)).toMatchObject([{ packages: [{ path: '.', benchmarks: ['BenchmarkGet'] }] }])
  })

  it('are no modules that go.work leaves out', async () => {
    const files = { ...MONOREPO, 'tools/go.mod': goMod('example.com/tools'), 'tools/a_test.go': benchmark('Tool') }
    await inRepository(files, (repository) => {
      const { out } = repository.init()
      expect(out).toContain('a module in tools that go.work does not use: left out')
      expect(repository.read(WORKFLOW)).not.toContain('tools')
    })
  })

  it('is a service by what its own packages import, with its address, its locks and its load', async () => {
    const files: Files = {
      ...{ 'go.mod': goMod('example.com/shop'), 'cmd/migrate/main.go': 'package main\n\nfunc main() {}\n' },
      'cmd/shop/main.go':
        'package main\n\nimport "example.com/shop/internal/server"\n\nfunc main() { server.Run(":8080") }\n',
      'internal/server/server.go':
        'package server\n\nimport "example.com/shop/internal/debug"\n\nfunc Run(string) { debug.Serve() }\n',
      'internal/debug/debug.go': [
        ...['package debug', 'import (', '\t"net/http"', '\t"net/http/pprof"', '\t"runtime"', ')'],
        ...['func Serve() {', '\truntime.SetBlockProfileRate(1)'],
        '\thttp.HandleFunc("GET /admin/debug/pprof/", pprof.Index)',
        '\thttp.ListenAndServe("127.0.0.1:9000", nil)\n}\n',
      ].join('\n'),
      'scripts/load.sh': 'true\n',
    }
    expect(await partsOf(files)).toMatchObject([
      {
        ...{ kind: 'service', path: './cmd/shop', target: 'shop', locks: ['block'], load: 'bash ./scripts/load.sh' },
        address: { url: 'http://localhost:9000/admin', isSeen: true, others: ['http://localhost:8080/admin'] },
      },
    ])
  })

  it('is an address that nobody has to guess, or said to be guessed', async () => {
    await inRepository(REPOSITORIES['a service without a load'] ?? {}, (repository) => {
      expect(repository.init().out).toContain('on an address that its source does not say')
      const workflow = repository.read(WORKFLOW)
      expect(workflow).toContain('# The usual address, for none stands in the source')
      expect(workflow).toContain('url: http://localhost:6060')
    })
  })

  it('is no time of day, and no port that there cannot be', async () => {
    const files = { 'go.mod': goMod('example.com/shop'), 'main.go': service('"15:04", "1.2:80", ":99999", ":08080"') }
    expect(await partsOf(files)).toMatchObject([{ address: { url: 'http://localhost:6060', isSeen: false } }])
  })

  it.each<[string, Files, string]>([
    ['the HEAD of the remote', clone('trunk'), 'trunk'],
    [
      'main if there is one',
      { '.git/HEAD': 'ref: refs/heads/change\n', '.git/refs/heads/main': `${'a'.repeat(40)}\n` },
      'main',
    ],
    [
      'master if that is packed',
      { '.git/HEAD': 'ref: refs/heads/change\n', '.git/packed-refs': `${'a'.repeat(40)} refs/remotes/origin/master\n` },
      'master',
    ],
    ['what is checked out where there is no other', { '.git/HEAD': 'ref: refs/heads/develop\n' }, 'develop'],
    ['main where nothing says another', {}, 'main'],
    ['no name that a pattern of GitHub reads otherwise', clone('*'), 'some-change'],
    [
      'that of the clone, seen from another working tree of it',
      {
        ...{ '.git': 'gitdir: ../clone/.git/worktrees/tree\n', '../clone/.git/worktrees/tree/commondir': '../..\n' },
        '../clone/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
      },
      'trunk',
    ],
  ])('is the default branch: %s', async (_name, git, branch) => {
    const files = Object.fromEntries(
      Object.entries({ ...LIBRARY, ...git }).map(([path, text]) => [`tree/${path}`, text]),
    )
    await inRepository(files, (repository) => {
      const { out } = repository.init({ from: 'tree', args: ['--format', 'json'] })
      expect(JSON.parse(out).branch.name).toBe(branch)
      const { on } = parse(repository.read(`tree/${WORKFLOW}`) ?? '')
      expect(on.push.branches).toEqual([branch])
      // A required check that does not run in a merge queue keeps everything from being merged.
      expect(Object.keys(on)).toEqual(['push', 'pull_request', 'merge_group', 'workflow_dispatch'])
    })
  })
})

describe('init', () => {
  it('changes nothing that exists', async () => {
    const files = { ...LIBRARY, [POLICY]: 'version: 1\n', [WORKFLOW]: 'name: mine\n' }
    await inRepository(files, (repository) => {
      const { code, out } = repository.init()
      expect(code).toBe(0)
      expect(out).toContain(
        'Kept\n  .github/profile-gate.yml (the policy that is there)\n  .github/workflows/profile-gate.yml',
      )
      expect(out).not.toContain('Wrote')
      expect(out).toContain(`Rename ${WORKFLOW}, which has no step of profile-gate, and run init again`)
      for (const [path, text] of Object.entries(files)) expect(repository.read(path)).toBe(text)
    })
  })

  it('writes the same a second time, which is nothing', async () => {
    await inRepository(LIBRARY, (repository) => {
      repository.init()
      const before = [repository.read(POLICY), repository.read(WORKFLOW)]
      expect(repository.init()).toMatchObject({ code: 0, err: '' })
      expect([repository.read(POLICY), repository.read(WORKFLOW)]).toEqual(before)
    })
  })

  it('writes no second workflow where one has the gate already', async () => {
    const ci = 'jobs:\n  ci:\n    steps:\n      - uses: acme/profile-gate@v1\n'
    await inRepository({ ...LIBRARY, '.github/workflows/ci.yml': ci }, (repository) => {
      const { out } = repository.init()
      expect(out).toContain('Kept\n  .github/workflows/ci.yml (the workflow that is there)')
      expect(repository.read(WORKFLOW)).toBeNull()
      expect(repository.read(POLICY)).not.toBeNull()
    })
  })

  it('promises no gate where another workflow has its name', async () => {
    await inRepository({ ...LIBRARY, [WORKFLOW]: 'name: mine\n' }, (repository) => {
      const { out } = repository.init()
      expect(out).toContain(`Next\n  1. Rename ${WORKFLOW}, which has no step of profile-gate, and run init again`)
      expect(out).not.toContain('Commit')
    })
  })

  it('takes a policy under a wrong name for what it is', async () => {
    await inRepository({ ...LIBRARY, '.github/profile-gate.yaml': 'version: 1\n' }, (repository) => {
      expect(repository.init().out).toContain('Rename .github/profile-gate.yaml to profile-gate.yml')
      expect(repository.read(POLICY)).toBeNull()
    })
  })

  it('writes into the checkout, wherever in it it is called', async () => {
    await inRepository({ ...LIBRARY, ...clone('main') }, (repository) => {
      expect(repository.init({ from: 'store' }).code).toBe(0)
      expect(repository.read(POLICY)).not.toBeNull()
    })
  })

  it('fails where there is no Go module, and says what there is for others', async () => {
    await inRepository({ 'package.json': '{}' }, (repository) => {
      const { code, out, err } = repository.init()
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(/^profile-gate: there is no go\.mod in .+docs\/workflows\.md/)
    })
  })

  it('fails where there is nothing to measure, and says what to do', async () => {
    await inRepository({ 'go.mod': goMod('example.com/bare'), 'bare.go': 'package bare\n' }, (repository) => {
      const { code, err } = repository.init()
      expect(code).toBe(2)
      expect(err).toContain('example.com/bare has nothing to measure yet')
      expect(err).toContain('func BenchmarkName(b *testing.B)')
      expect(err).toContain('net/http/pprof')
      expect(repository.read(POLICY)).toBeNull()
    })
  })

  it('says that what was there has to fit what was written', async () => {
    await inRepository({ ...LIBRARY, [POLICY]: 'version: 1\n' }, (repository) => {
      const { out } = repository.init()
      expect(out).toContain('See whether .github/profile-gate.yml, which was there, fits')
      expect(repository.read(WORKFLOW)).not.toBeNull()
    })
  })

  it('does not follow a link out of the repository', async () => {
    await inRepository({ ...LIBRARY, ...clone('main') }, (repository) => {
      const elsewhere = mkdtempSync(join(tmpdir(), 'profile-gate-elsewhere-'))
      try {
        symlinkSync(elsewhere, join(repository.folder, '.github'), 'junction')
        const { code, err } = repository.init()
        expect({ code, err }).toEqual({
          code: 2,
          err: 'profile-gate: .github is a link, or is in one: init writes into folders of the repository alone\n',
        })
        expect(readdirSync(elsewhere)).toEqual([])
      } finally {
        rmSync(elsewhere, { recursive: true })
      }
    })
  })

  it('takes no words', async () => {
    await inRepository(LIBRARY, (repository) => {
      expect(repository.init({ args: ['here'] })).toMatchObject({ code: 2, out: '' })
      expect(repository.read(POLICY)).toBeNull()
    })
  })

  it('prints Markdown as well', async () => {
    await inRepository(LIBRARY, (repository) => {
      const { out } = repository.init({ args: ['--format', 'markdown'] })
      expect(out).toContain('**Wrote**\n\n- .github/profile-gate.yml\n')
      expect(out).toMatch(/\*\*Next\*\*\n\n1\. /)
    })
  })
})

describe('a repository with benchmarks and a service', () => {
  it('has a policy for each, for neither has profiles for the rules of the other', async () => {
    await inRepository(MIXED, (repository) => {
      repository.init()
      const gates = stepsOf(workflowOf(repository)).filter((step) => isGate(step) && step.with?.['mode'] === undefined)
      expect(gates.map(({ with: inputs }) => [inputs?.['target'], inputs?.['policy']])).toEqual([
        ['mixed', undefined],
        ['shop', SERVICE_POLICY],
      ])
      expect(repository.read(POLICY)).toContain('kind: benchmark')
      expect(repository.read(SERVICE_POLICY)).toContain('kind: goroutine')
      expect(repository.read(SERVICE_POLICY)).not.toContain('kind: benchmark')
    })
  })
})

describe('a workflow without a load', () => {
  it('fails until somebody writes one, for without requests nothing would be seen', async () => {
    await inRepository(REPOSITORIES['a service without a load'] ?? {}, (repository) => {
      expect(repository.init().out).toContain('Until then its job fails')
      const capture = stepsOf(workflowOf(repository)).find(({ with: inputs }) => inputs?.['mode'] === 'capture')
      const { status, stdout } = spawnSync('bash', ['-c', String(capture?.with?.['run'])], { encoding: 'utf8' })
      expect(status).toBe(1)
      expect(stdout).toContain('has no load yet')
    })
  })
})
