package receipt

import (
	"fmt"
	"testing"
)

func BenchmarkPrint(b *testing.B) {
	for _, count := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("items=%d", count), func(b *testing.B) {
			items := items(count)
			b.ReportAllocs()
			b.SetBytes(int64(len(Print(items))))
			for b.Loop() {
				Print(items)
			}
			b.ReportMetric(float64(count*b.N)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

// A benchmark with a line of its own in the log, a name with a dash, and no allocations.
func BenchmarkTotal(b *testing.B) {
	b.Run("mixed-items/vat-19", func(b *testing.B) {
		b.Log("prices are in cents")
		items := items(100)
		total := 0
		for b.Loop() {
			for _, item := range items {
				total += item.Cents
			}
		}
		b.ReportMetric(float64(total/b.N), "cents/op")
		b.ReportMetric(0.25, "misses")
	})
}

func BenchmarkParallel(b *testing.B) {
	items := items(20)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			Print(items)
		}
	})
}

func TestPrint(t *testing.T) {
	if got := Print(items(1)); got != "return ticket, second class 1990\n" {
		t.Fatalf("Print: %q", got)
	}
}
