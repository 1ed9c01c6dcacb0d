package snapshots_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"example.com/snapshots"
)

// A cache keeps the last pages; with LEAK=1 it keeps them all.
type cache struct {
	pages map[string][]byte
	order []string
	size  int
}

func (c *cache) put(name string) {
	c.pages[name] = make([]byte, 1024)
	c.order = append(c.order, name)
	for c.size > 0 && len(c.order) > c.size {
		delete(c.pages, c.order[0])
		c.order = c.order[1:]
	}
}

func TestSnapshots(t *testing.T) {
	series := snapshots.New(t, "cache")
	pages := &cache{pages: map[string][]byte{}, size: 500}
	if os.Getenv("LEAK") == "1" {
		pages.size = 0
	}
	for moment := range 8 {
		for number := range 1000 {
			pages.put(fmt.Sprintf("page-%d-%d", moment, number))
		}
		series.Take()
	}
	runtime.KeepAlive(pages)
}
