// Command shop is a small service: visitors have sessions, and its profiles are served on a port of their own.
//
//	SHOP_ADDRESS=localhost:8080 PPROF_ADDRESS=localhost:6060 shop
//
// With LEAK=sessions it never deletes a session, with LEAK=goroutines a goroutine waits for ever after each request.
package main

import (
	"expvar"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strings"
	"time"

	"example.com/service/session"
)

const lifetime = 50 * time.Millisecond

func main() {
	// Both are off unless somebody asks: one contention in five, and what waits for longer than 10 microseconds.
	runtime.SetMutexProfileFraction(5)
	runtime.SetBlockProfileRate(10_000)

	leak := os.Getenv("LEAK")
	sessions := session.NewStore(lifetime, leak == "sessions")
	visits := expvar.NewInt("visits")

	shop := http.NewServeMux()
	shop.HandleFunc("GET /search", func(w http.ResponseWriter, r *http.Request) {
		visits.Add(1)
		if leak == "goroutines" {
			done := make(chan struct{})
			go notify(done)
		}
		visitor := sessions.Get(r.FormValue("visitor"), time.Now())
		fmt.Fprintln(w, visitor.ID, results(r.FormValue("q")))
	})

	// The default mux has what net/http/pprof and expvar have registered. No visitor gets there.
	go func() { log.Fatal(http.ListenAndServe(address("PPROF_ADDRESS", "localhost:6060"), nil)) }()
	log.Fatal(http.ListenAndServe(address("SHOP_ADDRESS", "localhost:8080"), shop))
}

func results(query string) string {
	var found strings.Builder
	for number := range 100 {
		fmt.Fprintf(&found, "%s-%d\n", query, number)
	}
	return found.String()
}

// notify waits for a message that nobody sends.
func notify(done <-chan struct{}) {
	<-done
}

func address(name, standard string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return standard
}
