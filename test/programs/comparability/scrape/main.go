// Scrape: what net/http/pprof answers for /debug/pprof/heap?seconds=1 while the pantry is stocked.
package main

import (
	"flag"
	"log"
	"net/http/httptest"
	"net/http/pprof"
	"os"
	"runtime"
	"time"

	"example.com/bakery/pantry"
)

func main() {
	out := flag.String("out", "heap.pb.gz", "file for the heap profile")
	flag.Parse()

	before := pantry.Stock(96)
	stocked := make(chan *pantry.Pantry)
	go func() {
		time.Sleep(300 * time.Millisecond)
		stocked <- pantry.Stock(32)
	}()
	go func() {
		after := <-stocked
		time.Sleep(2 * time.Second)
		runtime.KeepAlive(after)
	}()
	answer := httptest.NewRecorder()
	request := httptest.NewRequest("GET", "/debug/pprof/heap?seconds=1&gc=1", nil)
	pprof.Handler("heap").ServeHTTP(answer, request)
	if answer.Code != 200 {
		log.Fatalf("scrape: %d %s", answer.Code, answer.Body)
	}
	if err := os.WriteFile(*out, answer.Body.Bytes(), 0o644); err != nil {
		log.Fatalf("scrape: %v", err)
	}
	runtime.KeepAlive(before)
}
