import { expect, test } from 'vitest'
import type { Api } from '../../src/github/api/api.ts'
import { ApiError } from '../../src/github/api/error.ts'
import { rememberedApi } from '../../src/github/remembered-api.ts'

function counted() {
  const asked: string[] = []
  const ask = async (what: string) => {
    asked.push(what)
    if (what.includes('down')) throw new ApiError('unavailable', 'GET: 502', 502)
    return null
  }
  const api = {
    parentsOf: (sha: string) => ask(`parents of ${sha}`),
    run: (id: number) => ask(`run ${id}`),
    pull: (id: number) => ask(`pull ${id}`),
  } as unknown as Api
  return { asked, api: rememberedApi(api) }
}

test('what does not change is asked once', async () => {
  const { asked, api } = counted()
  await Promise.all([api.parentsOf('a'), api.parentsOf('a'), api.parentsOf('b'), api.run(1), api.run(1)])
  expect(asked).toEqual(['parents of a', 'parents of b', 'run 1'])
})

test('what may change is asked again', async () => {
  const { asked, api } = counted()
  await api.pull(1)
  await api.pull(1)
  expect(asked).toEqual(['pull 1', 'pull 1'])
})

test('what was not answered is not asked again', async () => {
  const { asked, api } = counted()
  await expect(api.parentsOf('down')).rejects.toThrow('502')
  await expect(api.parentsOf('down')).rejects.toThrow('502')
  expect(asked).toEqual(['parents of down'])
})
