import { expect, test } from 'vitest'
import { goFunctions } from '../../src/reach/go-functions.ts'

test.each([
  ['a function', 'package p\n\nfunc f() {\n\tg()\n}\n', [[3, 5]]],
  ['a method with blocks', 'func (c *C) m() {\n\tif x {\n\t}\n}\nvar y = 1\n', [[1, 4]]],
  ['a signature of several lines', 'func f(\n\ta int,\n) error {\n\treturn nil\n}\n', [[1, 5]]],
  [
    'a function on one line',
    'func f() int { return 1 }\nfunc g() {}\ntype t struct {\n\ta int\n}\n',
    [
      [1, 1],
      [2, 2],
    ],
  ],
  ['a function without a body', 'func add(a, b int) int\n\ntype t struct {\n\ta int\n}\n', [[1, 1]]],
  ['a comment behind the brace', 'func f() { // why\n\tg()\n}', [[1, 3]]],
  ['lines of Windows', 'func f() {\r\n\tg()\r\n}\r\n', [[1, 3]]],
  ['a type', 'type t struct {\n\tf func()\n}\n', []],
  ['nothing', '', []],
])('of %s', (_, source, expected) => {
  expect(goFunctions(source).map(({ first, last }) => [first, last])).toEqual(expected)
})
