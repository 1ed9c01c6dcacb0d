package orders

import (
	"fmt"
	"testing"
)

func lines() []string {
	lines := make([]string, 500)
	for at := range lines {
		lines[at] = fmt.Sprintf("%d loaves of rye bread, sliced, for table %d", at%7, at)
	}
	return lines
}

func BenchmarkRead(b *testing.B) {
	lines := lines()
	b.ReportAllocs()
	b.ResetTimer()
	for at := 0; at < b.N; at++ {
		Read(lines)
	}
	b.ReportMetric(float64(len(lines)*parseCopies), "copies/op")
}

// What the tag `grown` does not touch.
func BenchmarkSplit(b *testing.B) {
	lines := lines()
	b.ReportAllocs()
	b.ResetTimer()
	for at := 0; at < b.N; at++ {
		split(lines)
	}
}

// What the tag `grown` makes half as slow again, without allocations.
func BenchmarkCheck(b *testing.B) {
	words := split(lines())
	b.ReportAllocs()
	b.ResetTimer()
	for at := 0; at < b.N; at++ {
		check(words)
	}
}
