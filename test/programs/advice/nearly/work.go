package nearly

import "bytes"

// Work are functions that take time.
var Work = []func(){SliceGrowth, MapGrowth, Concatenation, Conversion, Allocation, Formatting, RegexpCompile, TemplateParse}

var (
	numbers = make([]int, 0, 1000)
	sizes   = make(map[int]int)
	buffer  bytes.Buffer
	names   = map[string]int{"a page": 1}
	hash    uint64
)

// SliceGrowth appends to what has room for it.
func SliceGrowth() {
	numbers = numbers[:0]
	for i := range 1000 {
		numbers = append(numbers, i*i)
	}
}

// MapGrowth sets what is there already.
func MapGrowth() {
	for i := range 1000 {
		sizes[i] = i
	}
}

// Concatenation writes to a buffer that is used again.
func Concatenation() {
	buffer.Reset()
	for range 300 {
		buffer.WriteString("a line of text\n")
	}
}

// Conversion looks a name up, for which the compiler copies nothing.
func Conversion() {
	name := []byte("a page")
	for range 1000 {
		hash += uint64(names[string(name)])
	}
}

// Allocation allocates nothing.
func Allocation() {
	for i := range uint64(10_000) {
		hash = (hash ^ i) * 1099511628211
	}
}
