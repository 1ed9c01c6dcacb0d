// A shop on one port, and its profiles on another.
package main

import (
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strconv"
	"sync/atomic"

	"example.com/shop/session-cache/session"
)

func main() {
	sessions := session.NewStore()
	var clock atomic.Int64
	shop := http.NewServeMux()
	shop.HandleFunc("GET /search", func(w http.ResponseWriter, _ *http.Request) {
		now := int(clock.Add(1))
		fmt.Fprintln(w, sessions.Get("visitor-"+strconv.Itoa(now), now).ID)
	})
	go func() { log.Fatal(http.ListenAndServe("localhost:"+os.Getenv("PPROF_PORT"), nil)) }()
	log.Fatal(http.ListenAndServe("localhost:"+os.Getenv("SHOP_PORT"), shop))
}
