import { expect, test } from 'vitest'
import { textProfile } from './text-profile.ts'
import { topText } from './text-table.ts'

test('a stack in text has a leaf, callers and inlined functions', () => {
  const profile = textProfile(`
    inuse_space/bytes inuse_objects/count
    main.main;main.load > lib.alloc 512 1
    main.main 9007199254740993 1
    main.main;[libc.so.6] 3 1
    ? 2 1
    - 7 1
  `)
  expect(profile.locations.count).toBe(4)
  expect(topText(profile)).toEqual([
    '9007199254740993 9007199254741508 9007199254740996 main.main',
    '512 512 512 lib.alloc',
    '3 3 0 [libc.so.6]',
    '2 2 2 <unknown>',
    '0 512 0 main.load',
  ])
})
