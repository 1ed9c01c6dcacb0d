package search

import (
	"fmt"
	"reflect"
	"testing"
)

func TestFind(t *testing.T) {
	index := New([]string{"red lamp", "red chair", "blue lamp"})
	if found := index.Find("Red", "Lamp"); !reflect.DeepEqual(found, []int{0}) {
		t.Errorf("got %v, want [0]", found)
	}
}

func BenchmarkFind(b *testing.B) {
	var names []string
	for number := range 400 {
		names = append(names, fmt.Sprintf("red lamp %d", number%20))
	}
	index := New(names)
	b.ResetTimer()
	for range b.N {
		index.Find("red", "lamp", "7")
	}
}
