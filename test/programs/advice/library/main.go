// Library: one function for each pattern that is known (package shows), and one that looks like it (package nearly).
//
//	library -out DIR           the heap, goroutine, mutex and block profiles of the base
//	library -out DIR -grown    those of the candidate, in which every function does more
//	library -out DIR -cpu …    the CPU profile alone
//
// Functions are named after the rows of src/advice/patterns.ts, which test/advice holds against them.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"example.com/library/nearly"
	"example.com/library/shows"
)

// waiters is the number of goroutines that each function leaves behind.
const waiters = 21

// worked is the time that each function is busy for the CPU profile.
const worked = 500 * time.Millisecond

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	isGrown := flag.Bool("grown", false, "do more of everything")
	isCPU := flag.Bool("cpu", false, "record the CPU profile instead of the others")
	flag.Parse()

	if *isCPU {
		var profile bytes.Buffer
		check(pprof.StartCPUProfile(&profile))
		busy(count, worked)
		if *isGrown {
			for _, work := range append(shows.Work, nearly.Work...) {
				busy(work, worked)
			}
		}
		pprof.StopCPUProfile()
		check(os.WriteFile(filepath.Join(*out, "cpu.pb.gz"), profile.Bytes(), 0o644))
		return
	}

	runtime.SetMutexProfileFraction(1)
	runtime.SetBlockProfileRate(1)
	rounds := 200
	if *isGrown {
		rounds = 2000
	}
	for _, allocate := range append(shows.Allocate, nearly.Allocate...) {
		for range rounds {
			allocate()
		}
	}
	for _, keep := range append(shows.Keep, nearly.Keep...) {
		keep(*isGrown)
	}
	if *isGrown {
		shows.LockHeld()
		nearly.LockHeld()
		nearly.LockContended()
		for range waiters {
			for _, wait := range append(shows.Wait, nearly.Wait...) {
				go wait()
			}
		}
		time.Sleep(2 * time.Second)
	}

	runtime.GC()
	runtime.GC()
	for _, name := range []string{"goroutine", "heap", "mutex", "block"} {
		write(filepath.Join(*out, name+".pb.gz"), name)
	}
	shows.KeepAlive()
	nearly.KeepAlive()
}

// busy works until the process has had so much time of a processor, however long others have it meanwhile.
func busy(work func(), duration time.Duration) {
	for start := processTime(); processTime()-start < duration; {
		for range 20 {
			work()
		}
	}
}

func processTime() time.Duration {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

var counted uint64

// count is what both sides do.
func count() {
	for i := range uint64(10_000) {
		counted = counted*31 + i
	}
}

func write(path, name string) {
	var profile bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&profile, 0))
	check(os.WriteFile(path, profile.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatalf("library: %v", err)
	}
}
