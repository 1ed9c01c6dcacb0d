import { expect, test } from 'vitest'
import { textProfile } from '../support/text-profile.ts'
import { topOf } from '../support/text-table.ts'
import { TRIMMINGS } from './trim-path-cases.ts'

test.each(TRIMMINGS)('%s, less %j, with sources in %j: %s', (file, trimPath, sourcePath, shown) => {
  const profile = textProfile(`samples/count\nmain.f@${file}:7 1`)
  const { rows } = topOf([profile], { of: 'file', trimming: { trimPath, sourcePath } })
  expect(rows.map(({ name, file, line }) => [name, file, line])).toEqual([[shown, shown, 7]])
})

test('files that become the same are one', () => {
  const profile = textProfile('samples/count\nmain.f@/a/x.go 1\nmain.g@/b/x.go 2')
  const { rows } = topOf([profile], { of: 'file', trimming: { trimPath: '/a:/b', sourcePath: '' } })
  expect(rows.map(({ name, flat }) => `${flat} ${name}`)).toEqual(['3 x.go'])
})
