// Adds up the reports of vitest in a folder. Tests of a first report are those that passed there; the files of its failures
// ran again and have a report of their own.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
let passed = 0
let failed = 0
for (const name of readdirSync(folder)) {
  const { testResults } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const counted = name.endsWith('.first') ? testResults.filter(({ status }) => status === 'passed') : testResults
  for (const { status, assertionResults } of counted) {
    const ofFile = assertionResults.filter((test) => test.status === 'failed').length
    passed += assertionResults.filter((test) => test.status === 'passed').length
    // A file that could not be loaded has no test to fail.
    failed += status === 'passed' ? 0 : Math.max(1, ofFile)
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
