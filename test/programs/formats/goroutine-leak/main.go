// Goroutine-leak: goroutines that nothing can wake, as the garbage collector finds them.
//
// A price is asked of a supplier with a limit of time. In the candidate the channel of the answer has no room, so that a
// late answer waits for ever. Two goroutines wait for a third that never came, on both sides.
//
//	GOEXPERIMENT=goroutineleakprofile go build ./goroutine-leak
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"example.com/kiosk/goroutine-leak/quote"
)

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	flag.Parse()

	for product := range 25 {
		quote.Ask(product)
	}
	quote.Forget(2)
	time.Sleep(100 * time.Millisecond)

	write := func(file, name string, debug int) {
		var text bytes.Buffer
		check(pprof.Lookup(name).WriteTo(&text, debug))
		check(os.WriteFile(filepath.Join(*out, file), text.Bytes(), 0o644))
	}
	write("goroutineleak.pb.gz", "goroutineleak", 0)
	write("goroutineleak.txt", "goroutineleak", 1)
	write("goroutine.pb.gz", "goroutine", 0)
	write("goroutine.txt", "goroutine", 2)
}

func check(err error) {
	if err != nil {
		log.Fatalf("goroutine-leak: %v", err)
	}
}
