// `release-notes.mjs TAG`: what the changelog says of that version. Ends with 1 where tag, package and changelog disagree.
import { readFileSync } from 'node:fs'

const [tag = ''] = process.argv.slice(2)
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const changelog = readFileSync('CHANGELOG.md', 'utf8')

function notes() {
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag || 'missing'}, but package.json has version ${version}`)
  const start = changelog.search(new RegExp(`^## ${version.replaceAll('.', '\\.')}( - \\d{4}-\\d{2}-\\d{2})$`, 'm'))
  if (start < 0) throw new Error(`CHANGELOG.md has no section "## ${version} - YYYY-MM-DD"`)
  const [, ...lines] = changelog.slice(start).split('\n')
  const end = lines.findIndex((line) => line.startsWith('## '))
  const text = lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .trim()
  if (text === '') throw new Error(`CHANGELOG.md says nothing of ${version}`)
  return text
}

try {
  console.log(notes())
} catch ({ message }) {
  console.error(message)
  process.exitCode = 1
}
