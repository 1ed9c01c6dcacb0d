// Till: twelve snapshots of one process, each after forced garbage collections.
//
// Between two of them it does what it is told by -does, each in a function of its own:
//
//	rolls      the same 16 MiB are thrown away and made again: always
//	cache      fills in the first rounds and is full then
//	batch      grows for four rounds and is written off
//	catalogue  is loaded once, in the seventh round
//	receipts   4 MiB more are kept in every round: a leak
//	guests     three goroutines more wait for ever in every round: a leak
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"

	"example.com/bakery/till/shop"
)

const snapshots = 12

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	profiles := flag.String("profiles", "heap", "which profiles to write, separated by commas")
	does := flag.String("does", "", "what happens between snapshots, separated by commas")
	flag.Parse()

	till := shop.Open()
	for round := 0; round < snapshots; round++ {
		till.Rolls()
		for _, what := range strings.Split(*does, ",") {
			if till.Do(what, round) {
				continue
			}
			log.Fatalf("till: it cannot do %q", what)
		}
		runtime.GC()
		runtime.GC()
		for _, name := range strings.Split(*profiles, ",") {
			write(filepath.Join(*out, fmt.Sprintf("%s-%04d.pb.gz", name, round+1)), name)
		}
	}
	runtime.KeepAlive(till)
}

func write(path, name string) {
	var profile bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&profile, 0))
	check(os.WriteFile(path, profile.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatalf("till: %v", err)
	}
}
