// Package snapshots lets a test write profiles at several moments: a series, which profile-gate judges by its trend. What
// keeps growing is a leak; what levels off is a cache.
//
//	func TestSnapshots(t *testing.T) {
//		series := snapshots.New(t, "cache")
//		cache := NewCache()
//		for range 8 {
//			work(cache)
//			series.Take()
//		}
//		runtime.KeepAlive(cache)
//	}
//
// It writes below the folder that the variable PROFILES names, and nothing without it:
//
//	PROFILES="$PWD/profiles" go test -count 1 -memprofilerate 4096 -run Snapshots ./...
//
// The package needs nothing but the standard library: copy it into your module.
package snapshots

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"testing"
)

// A Series is the snapshots of one test.
type Series struct {
	test   testing.TB
	folder string
	taken  int
}

// New starts a series in a folder of that name. The names of all series of a module differ.
func New(test testing.TB, name string) *Series {
	root := os.Getenv("PROFILES")
	if root == "" {
		return &Series{test: test}
	}
	folder := filepath.Join(root, name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		test.Fatal(err)
	}
	return &Series{test: test, folder: folder}
}

// Take writes what is in use now: the heap, and all goroutines. Whatever the test still needs has to be reachable.
func (s *Series) Take() {
	s.test.Helper()
	if s.folder == "" {
		return
	}
	s.taken++
	// The second collection empties what sync.Pool keeps over the first.
	runtime.GC()
	runtime.GC()
	s.write("heap")
	s.write("goroutine")
}

func (s *Series) write(profile string) {
	s.test.Helper()
	file, err := os.Create(filepath.Join(s.folder, fmt.Sprintf("%s-%04d.pb.gz", profile, s.taken)))
	if err != nil {
		s.test.Fatal(err)
	}
	if err := pprof.Lookup(profile).WriteTo(file, 0); err != nil {
		s.test.Fatal(err)
	}
	if err := file.Close(); err != nil {
		s.test.Fatal(err)
	}
}
