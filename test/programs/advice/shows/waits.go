// Package shows has a function for each known pattern.
package shows

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"example.com/library/nearly"
)

// Wait are functions that never return.
var Wait = []func(){
	ChanReceive, ChanSend, Select, BlockedForever, LockWait, WaitGroup, CondWait, Sleep, NetworkWait, HTTPWait, OpenResponses,
}

func ChanReceive() {
	<-make(chan int)
}

func ChanSend() {
	make(chan int) <- 1
}

func Select() {
	select {
	case <-make(chan int):
	case <-make(chan string):
	}
}

func BlockedForever() {
	select {}
}

var never sync.Mutex

func init() {
	never.Lock()
}

func LockWait() {
	never.Lock()
}

func WaitGroup() {
	var group sync.WaitGroup
	group.Add(1)
	group.Wait()
}

func CondWait() {
	cond := sync.NewCond(new(sync.Mutex))
	cond.L.Lock()
	cond.Wait()
}

func Sleep() {
	time.Sleep(time.Hour)
}

// NetworkWait waits for a peer that says nothing.
func NetworkWait() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	unread.Store(listener, conn)
	conn.Read(make([]byte, 1))
}

var silent = httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { nearly.IdleConnections() }))

// HTTPWait waits for a server that does not answer.
func HTTPWait() {
	http.Get(silent.URL)
}

var short = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "short") }))

// OpenResponses leaves the connection to a goroutine that waits until somebody reads the body.
func OpenResponses() {
	response, err := http.Get(short.URL)
	if err != nil {
		panic(err)
	}
	unread.Store(response, true)
}

var unread sync.Map
