package blocklist

import "testing"

func BenchmarkBlocks(b *testing.B) {
	for b.Loop() {
		list := Load(2000)
		for visitor := range 1000 {
			list.Blocks(Address(visitor * 7919))
		}
	}
}
