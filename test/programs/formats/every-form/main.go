// Every-form: one moment of a program in every form that Go can write it.
//
// A kiosk sells tickets. The candidate no longer forgets the tickets that were used, so the heap grows, and its
// customers wait on a channel that nobody receives from, so the goroutines do.
// The program stands still for a minute before the moment: only then does a dump say for how long each goroutine
// waits. Its goroutines are in as many states as can be had: locked to a thread, with labels, in a deep recursion.
//
//	GODEBUG=memprofilerate=32768,gctrace=1,tracebacklabels=1 every-form -out DIR 2> gctrace.log
package main

import (
	"bytes"
	"expvar"
	"flag"
	"log"
	"net/http"
	"net/http/httptest"
	nethttp "net/http/pprof"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"

	"example.com/kiosk/every-form/office"
)

func main() {
	out := flag.String("out", ".", "folder for the profiles")
	wait := flag.Duration("wait", 62*time.Second, "how long the program stands still")
	flag.Parse()
	runtime.SetMutexProfileFraction(5) // the traps of a fraction above 1 are wanted
	runtime.SetBlockProfileRate(1)

	kiosk := office.Open()
	kiosk.Sell(6000)
	stop := kiosk.Wait()
	log.Printf("kiosk: sold %d tickets", kiosk.Sold())
	runtime.GC()
	time.Sleep(*wait)

	files := moment(kiosk)
	files["allocs-seconds.pb.gz"] = served(nethttp.Handler("allocs"), "/debug/pprof/allocs?seconds=1", kiosk)
	for name, content := range files {
		check(os.WriteFile(filepath.Join(*out, name), content, 0o644))
	}
	stop()
	runtime.KeepAlive(kiosk)
}

// moment is all forms at once. The heap comes first and no collection runs meanwhile, so that the writing stays out;
// what it allocates would be in the text as rows of zeros, and protobuf, which allocates most, comes last.
func moment(kiosk *office.Office) map[string][]byte {
	runtime.GC()
	runtime.GC()
	percent := debug.SetGCPercent(-1)
	defer debug.SetGCPercent(percent)

	files := map[string][]byte{}
	names := []string{"heap", "allocs", "mutex", "block", "threadcreate", "goroutine"}
	for _, name := range names {
		files[name+".txt"] = lookup(name, 1)
	}
	files["goroutine-counts.txt"] = files["goroutine.txt"]
	files["goroutine.txt"] = lookup("goroutine", 2)
	files["metrics.json"] = served(expvar.Handler(), "/debug/vars", nil)
	files["metrics.prom"] = kiosk.Exposition()
	for _, name := range names {
		files[name+".pb.gz"] = lookup(name, 0)
	}
	return files
}

func lookup(name string, debug int) []byte {
	var text bytes.Buffer
	check(pprof.Lookup(name).WriteTo(&text, debug))
	return text.Bytes()
}

// served is the answer of a handler, while the kiosk goes on selling if there is one.
func served(handler http.Handler, url string, kiosk *office.Office) []byte {
	answer := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		if kiosk != nil {
			time.Sleep(200 * time.Millisecond)
			kiosk.Sell(4000)
		}
	}()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, url, nil))
	<-done
	return answer.Body.Bytes()
}

func check(err error) {
	if err != nil {
		log.Fatalf("every-form: %v", err)
	}
}
