// Names on standard error the tests that failed in a report of vitest, with the first line of why, and prints their files.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const failed = testResults.filter(({ status }) => status !== 'passed')
for (const { name, message, assertionResults } of failed) {
  const file = relative(process.cwd(), name)
  const tests = assertionResults.filter(({ status }) => status === 'failed')
  if (tests.length === 0) console.error(`${file}: ${firstLine(message)}`)
  for (const { fullName, failureMessages } of tests) {
    console.error(`${file}: ${fullName}: ${firstLine(failureMessages.join('; '))}`)
  }
}
console.log(failed.map(({ name }) => relative(process.cwd(), name)).join(' '))

function firstLine(text) {
  return text.split('\n')[0]
}
