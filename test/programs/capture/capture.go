// Package capture writes the profiles of a program into a folder.
//
//	program -out DIR -commit NAME        heap, allocs, goroutine, mutex and block profiles
//	program -out DIR -commit NAME -cpu   the CPU profile alone
//
// The two are apart because recording one disturbs the other. The sampling rate of the heap profile has to
// hold before the program allocates, so it comes from the environment: GODEBUG=memprofilerate=4096.
package capture

import (
	"bytes"
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
)

// Profiles are what one run of a program records.
type Profiles struct {
	folder string
	commit string
	isCPU  bool
	cpu    bytes.Buffer
	taken  int
}

// Start reads the command line and begins to record.
func Start() *Profiles {
	p := new(Profiles)
	flag.StringVar(&p.folder, "out", ".", "folder for the profiles")
	flag.StringVar(&p.commit, "commit", "", "name of this version in the manifest")
	flag.BoolVar(&p.isCPU, "cpu", false, "record the CPU profile instead of the others")
	flag.Parse()

	if p.isCPU {
		check(pprof.StartCPUProfile(&p.cpu))
	} else {
		runtime.SetMutexProfileFraction(1)
		runtime.SetBlockProfileRate(1)
	}
	return p
}

// Rounds is how often the program does its work: once, or for a CPU profile as often as that needs.
func (p *Profiles) Rounds(cpu int) int {
	if p.isCPU {
		return cpu
	}
	return 1
}

// Snapshot writes all profiles but the CPU's. Heap profiles show what was allocated before the last
// collection; the second one empties what sync.Pool kept over the first. Without a third, and with the heap
// first, the writing itself stays out of them.
func (p *Profiles) Snapshot() {
	if p.isCPU {
		return
	}
	p.taken++
	runtime.GC()
	runtime.GC()
	percent := debug.SetGCPercent(-1)
	defer debug.SetGCPercent(percent)

	p.write("heap.txt", lookup("heap", 1))
	heap, allocs := lookup("heap", 0), lookup("allocs", 0)
	mutex, block := lookup("mutex", 0), lookup("block", 0)
	p.write("mutex.txt", lookup("mutex", 1))
	p.write("block.txt", lookup("block", 1))
	p.writeProfile("goroutine.pb.gz", lookup("goroutine", 0))
	p.write("goroutine.txt", lookup("goroutine", 2))
	p.writeProfile("heap.pb.gz", heap)
	p.writeProfile("allocs.pb.gz", allocs)
	p.writeProfile("mutex.pb.gz", mutex)
	p.writeProfile("block.pb.gz", block)
}

// Stop writes the CPU profile, if that is recorded, and the manifest.
func (p *Profiles) Stop() {
	if p.isCPU {
		pprof.StopCPUProfile()
		p.writeProfile("cpu.pb.gz", p.cpu.Bytes())
	} else if p.taken != 1 {
		log.Fatalf("capture: the program has to take one snapshot, it took %d", p.taken)
	}
	p.writeManifest()
}

func lookup(name string, debug int) []byte {
	var text bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&text, debug))
	return text.Bytes()
}

// writeProfile writes a profile that names the program by a path that is the same on every machine.
func (p *Profiles) writeProfile(name string, profile []byte) {
	binary, err := os.Executable()
	check(err)
	neutral, err := renameString(profile, binary, "/app/"+filepath.Base(binary))
	check(err)
	p.write(name, neutral)
}

// writeManifest says what produced the profiles of the folder. A program does the same work whatever its version: one operation.
func (p *Profiles) writeManifest() {
	text, err := json.MarshalIndent(struct {
		Version int    `json:"version"`
		Commit  string `json:"commit"`
		Go      string `json:"go"`
		GOOS    string `json:"goos"`
		GOARCH  string `json:"goarch"`
		Cores   int    `json:"cores"`
		GOGC    string `json:"gogc"`

		Operations int `json:"operations"`
	}{1, p.commit, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), "100", 1}, "", "  ")
	check(err)
	p.write("profile-gate.json", append(text, '\n'))
}

func (p *Profiles) write(name string, content []byte) {
	check(os.WriteFile(filepath.Join(p.folder, name), content, 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatalf("capture: %v", err)
	}
}
