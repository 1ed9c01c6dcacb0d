// Older-go: the same program built by Go 1.20 (baseline) and by the Go at hand (candidate).
//
// What differs is what the Go versions write: the names of generic functions and of closures, the depth of stacks, the
// frames of maps, the values of mutexes. Every allocation is recorded, so the program's own cost is the same.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"example.com/depot/stock"
)

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	flag.Parse()
	runtime.SetMutexProfileFraction(1)

	shelves := stock.Fill(500)
	stop := make(chan struct{})
	stock.Watch(shelves, 8, stop)
	stock.Contend(4, 5*time.Millisecond)
	time.Sleep(50 * time.Millisecond)

	runtime.GC()
	runtime.GC()
	debug.SetGCPercent(-1)
	for _, name := range []string{"heap", "allocs", "mutex", "goroutine"} {
		write(filepath.Join(*out, name+".pb.gz"), name, 0)
	}
	write(filepath.Join(*out, "mutex.txt"), "mutex", 1)
	write(filepath.Join(*out, "goroutine-counts.txt"), "goroutine", 1)
	write(filepath.Join(*out, "goroutine.txt"), "goroutine", 2)
	close(stop)
	runtime.KeepAlive(shelves)
}

func write(path, name string, debug int) {
	var profile bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&profile, debug))
	check(os.WriteFile(path, profile.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatalf("older-go: %v", err)
	}
}
