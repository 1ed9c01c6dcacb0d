// Bake: a heap of seven functions of equal cost, for pairs that were measured in different ways.
//
// Built with the tag `grown`, one of them allocates and keeps twice as much.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"runtime"
	"runtime/pprof"

	"example.com/bakery/pantry"
)

func main() {
	out := flag.String("out", "heap.pb.gz", "file for the heap profile")
	rounds := flag.Int("rounds", 128, "rounds of deliveries")
	collect := flag.Bool("collect", true, "collect garbage before the profile is taken")
	text := flag.Bool("text", false, "write the text form (debug=1)")
	flag.Parse()

	stocked := pantry.Stock(*rounds)
	if *collect {
		runtime.GC()
		runtime.GC()
	}
	var profile bytes.Buffer
	debug := 0
	if *text {
		debug = 1
	}
	check(pprof.Lookup("heap").WriteTo(&profile, debug))
	check(os.WriteFile(*out, profile.Bytes(), 0o644))
	runtime.KeepAlive(stocked)
}

func check(err error) {
	if err != nil {
		log.Fatalf("bake: %v", err)
	}
}
