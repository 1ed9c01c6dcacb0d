// Fgprof: wall time, on and off the processor, by github.com/felixge/fgprof, as pprof and as folded stacks.
//
// A till adds up receipts and stores them. The candidate stores each receipt while it holds the till's lock.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"

	"example.com/kiosk/fgprof/till"
	"github.com/felixge/fgprof"
)

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	flag.Parse()

	var profile, folded bytes.Buffer
	stopProfile := fgprof.Start(&profile, fgprof.FormatPprof)
	stopFolded := fgprof.Start(&folded, fgprof.FormatFolded)
	till.New().Work(4, 60)
	check(stopProfile())
	check(stopFolded())

	check(os.WriteFile(filepath.Join(*out, "wall.pb.gz"), profile.Bytes(), 0o644))
	check(os.WriteFile(filepath.Join(*out, "wall.folded"), folded.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatalf("fgprof: %v", err)
	}
}
