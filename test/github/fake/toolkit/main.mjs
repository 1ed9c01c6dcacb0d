import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DefaultArtifactClient } from '@actions/artifact'
import { getInput, setOutput } from '@actions/core'
import { getOctokit } from '@actions/github'

/**
 * `request`: [route, parameters] to octokit; else a method of @actions/artifact and its arguments. `$TEMP` and
 * `$TOKEN` stand for the runner's folder and the token. A download tells what files came.
 */
const fill = (text) => text.replaceAll('$TEMP', process.env.RUNNER_TEMP).replaceAll('$TOKEN', getInput('token'))
const calls = JSON.parse(fill(getInput('calls')))
const artifacts = new DefaultArtifactClient()
const octokit = getOctokit(getInput('token'))
octokit.hook.before('request', (options) => {
  options.headers['x-github-api-version'] = '2022-11-28'
})

async function result([name, ...values]) {
  if (name === 'request') {
    const { status, data, headers } = await octokit.request(...values)
    return { status, data, link: headers.link }
  }
  if (name === 'paginate') return await octokit.paginate(...values)
  if (name === 'graphql') return await octokit.graphql(...values)
  if (name === 'downloadArtifact') mkdirSync(values[1].path, { recursive: true })
  const told = await artifacts[name](...values)
  if (name !== 'downloadArtifact') return told
  const files = readdirSync(told.downloadPath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name)).length])
  return { digestMismatch: told.digestMismatch, files: Object.fromEntries(files) }
}

const results = []
for (const call of calls) {
  try {
    results.push({ value: await result(call) })
  } catch (error) {
    results.push({ error: `${error.name}: ${error.message}`, status: error.status })
  }
}
setOutput('results', JSON.stringify(results))
