import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbersOf } from '../../src/decode/json-numbers.ts'
import { memstatsUnit, printedNumber } from '../../src/decode/memstats.ts'
import { decodedText } from '../support/decoded-text.ts'
import { goCommand } from '../support/go-program.ts'
import { describeWithGo } from '../support/go-tool.ts'

const vars = (more: string) => `{\n"cmdline": ["/bin/shop"],\n${more}\n}\n`

describe('the variables of expvar', () => {
  test('numbers of any depth are metrics under their path; arrays are left out', () => {
    const text = vars(
      '"memstats": {"Alloc":5,"PauseTotalNs":7,"PauseNs":[1,2],"BySize":[{"Size":8}],"EnableGC":true,"GCCPUFraction":1.5e-3},\n"shop": {"cache": {"hits": -3}, "name": "a: 5"},\n"Alloc": 1',
    )
    expect(decodedText(text)).toEqual([
      'metrics',
      'memstats.Alloc/bytes memstats.PauseTotalNs/nanoseconds memstats.GCCPUFraction/ratio shop.cache.hits/count Alloc/count',
      '5 7 0.0015 -3 1',
    ])
  })

  test('whole numbers of 64 bits are exact, larger ones are the nearest double', () => {
    const text = vars('"a": 9007199254740993,\n"b": -9223372036854775808')
    expect(decodedText(text)).toEqual(['metrics', 'a/count b/count', '9007199254740993 -9223372036854775808'])
    expect(printedNumber('18446744073709551615')).toBe(2 ** 64)
    expect(printedNumber('9223372036854775807')).toBe(2n ** 63n - 1n)
  })

  test('it is recognised by memstats as well, in any layout', () => {
    expect(decodedText('{"memstats":{"Alloc":5}}')).toEqual(['metrics', 'memstats.Alloc/bytes', '5'])
    expect(decodedText('{\n  "memstats": {\r\n    "Alloc": 5\r\n  }\n}')).toEqual([
      'metrics',
      'memstats.Alloc/bytes',
      '5',
    ])
    expect(decodedText('{"memory": {"Alloc": 5}}')).toEqual(['refused: not-a-profile is=json'])
  })

  test.each([
    ['cut off', vars('"a": 1').slice(0, -4), ' line=3 detail=json'],
    ['cut off in a text', vars('"a": "b').slice(0, -4), ' line=3 detail=json'],
    ['nested without end', vars(`${'"a": {'.repeat(200)}"b": 1${'}'.repeat(200)}`), ' detail=too-deep'],
  ])('what is %s is refused', (_what, text, detail) => {
    expect(decodedText(text)).toEqual([`refused: text-damaged format=expvar${detail}`])
  })

  test('names that are far longer together than the file are refused', () => {
    const numbers = Array.from({ length: 20_000 }, (_, at) => `"${at}":1`).join()
    expect(decodedText(vars(`"${'x'.repeat(1000)}": {${numbers}}`))[0]).toMatch(
      /^refused: too-many-metrics metrics=1\d{4} /,
    )
  })

  test('every number of any JSON outside arrays is found, as JSON.parse finds it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify({ value }, null, 1)
        const found = Array.from(numbersOf(json), ({ path, text }) => [...path, Number(text)])
        expect(found).toEqual(numbersWithin(JSON.parse(json), []))
      }),
    )
  })
})

function numbersWithin(value: unknown, path: readonly string[]): readonly unknown[] {
  if (typeof value === 'number') return [[...path, value]]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, child]) => numbersWithin(child, [...path, key]))
}

test('fields of MemStats have units, nothing else has', () => {
  expect(memstatsUnit('NumGC')).toBe('count')
  expect(memstatsUnit('BySize')).toBeNull()
  expect(memstatsUnit('constructor')).toBeNull()
})

describeWithGo('what a program here publishes', () => {
  const program = `package main

import (
	"expvar"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
)

func main() {
	expvar.NewMap("shop").Add("orders", 9007199254740993)
	expvar.NewString("quoted").Set("a \\"b\\": 5")
	answer := httptest.NewRecorder()
	expvar.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/debug/vars", nil))
	fmt.Print(answer.Body.String())
	fields := reflect.TypeFor[runtime.MemStats]()
	for field := range fields.NumField() {
		switch fields.Field(field).Type.Kind() {
		case reflect.Uint64, reflect.Uint32, reflect.Float64:
			println(fields.Field(field).Name)
		}
	}
}
`

  test('has every number of MemStats with a unit, and exact counts', () => {
    const { stdout, stderr } = goCommand({ 'main.go': program }, ['run', '.'])
    const [kind, types = '', values = ''] = decodedText(stdout)
    const names = types.split(' ').map((type) => type.split('/')[0] ?? '')
    const fields = stderr.trim().split('\n')
    expect(kind).toBe('metrics')
    expect(fields.length).toBeGreaterThan(20)
    expect(fields.filter((field) => memstatsUnit(field) === null)).toEqual([])
    expect(names).toEqual([...fields.map((field) => `memstats.${field}`), 'shop.orders'])
    expect(values.split(' ').at(-1)).toBe('9007199254740993')
  })
})
