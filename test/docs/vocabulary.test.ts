import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { documents, read } from './documents.ts'

const { inputs, outputs } = parse(read('action.yml').text) as {
  readonly inputs: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, unknown>>
}
const ours = [...Object.keys(inputs), ...Object.keys(outputs)]

/** Every name of the policy language, and of the rules of the default policy and of the examples. */
const ofPolicy = [
  ...read('dist/policy.schema.json').text.matchAll(/"([a-z]+(?:-[a-z]+)*)"/g),
  ...['src/policy/default-policy.yml', 'examples/service/.github/profile-gate.yml'].flatMap((path) => [
    ...read(path).text.matchAll(/name: ([a-z-]+)/g),
  ]),
].map((match) => match[1] ?? '')

/** Names of GitHub and its actions, and of the artifacts that the action stores. */
const OTHERS = [
  'push',
  'continue-on-error',
  'pull-requests',
  'contents',
  'actions',
  'permissions',
  'schedule',
  'uses',
  'needs',
  'paths',
  'if',
  'on',
]
const OF_CHECKOUT = ['fetch-depth', 'persist-credentials']
/** The command. */
const COMMAND = ['profile-gate']
const ARTIFACTS = ['profile-gate-profiles', 'profile-gate-result']

/** What a log of collections is read as. */
const ofCollections = [...read('src/decode/gctrace.ts').text.matchAll(/name: '([a-z-]+)'/g)].map(
  (match) => match[1] ?? '',
)

const known = new Set([...ours, ...ofPolicy, ...OTHERS, ...OF_CHECKOUT, ...ARTIFACTS, ...COMMAND, ...ofCollections])

/** `baseline-sha` or `store: false`; a word alone may be anything. */
const NAME = /^([a-z]+(?:-[a-z]+)+|[a-z]+(?=:))(?::(?: .*)?)?$/

describe('the documents name nothing that does not exist', () => {
  const prose = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/^>.*$/gm, '')
  const codeOf = (text: string) => [...prose(text).matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

  it.each(documents)('no input, output, permission or key of the policy: $path', ({ path, text }) => {
    const names = codeOf(text).flatMap((code) => NAME.exec(code)?.[1] ?? [])
    const isPackage = (name: string) => path.includes('CONTRIBUTING') && name in dependencies
    expect(names.filter((name) => !known.has(name) && !isPackage(name))).toEqual([])
  })

  it('is a test that finds such names', () => {
    const found = codeOf('`store: false` and `report-url`, `mode: report`, `heap`').map((code) => NAME.exec(code)?.[1])
    expect(found).toEqual(['store', 'report-url', 'mode', undefined])
  })
})

const { devDependencies: dependencies } = JSON.parse(read('package.json').text) as {
  readonly devDependencies: Readonly<Record<string, string>>
}
