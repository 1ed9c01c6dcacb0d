// Package nearly has functions that look like a known pattern and are not one.
package nearly

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"time"
)

// Wait are functions that never return.
var Wait = []func(){Channels, Select, LockWait, Waits, NetworkWait, HTTPWait, OpenResponses}

var turn atomic.Int64

// Channels waits in three ways: none of them is most of it.
func Channels() {
	switch turn.Add(1) % 3 {
	case 0:
		<-make(chan int)
	case 1:
		make(chan int) <- 1
	case 2:
		select {
		case <-make(chan int):
		case <-make(chan string):
		}
	}
}

// Select waits in a select of package io.
func Select() {
	reader, _ := io.Pipe()
	reader.Read(make([]byte, 1))
}

var once sync.Once

// LockWait waits for the mutex of a sync.Once.
func LockWait() {
	once.Do(func() { Select() })
}

var turnOfWaits atomic.Int64

// Waits waits for a group, a condition or the clock.
func Waits() {
	switch turnOfWaits.Add(1) % 3 {
	case 0:
		var group sync.WaitGroup
		group.Add(1)
		group.Wait()
	case 1:
		cond := sync.NewCond(new(sync.Mutex))
		cond.L.Lock()
		cond.Wait()
	case 2:
		time.Sleep(time.Hour)
	}
}

// NetworkWait waits for somebody to connect, as servers do.
func NetworkWait() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	listener.Accept()
}

// IdleConnections is a handler at work: its connection is not idle.
func IdleConnections() {
	reader, _ := io.Pipe()
	reader.Read(make([]byte, 1))
}

var slow = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.(http.Flusher).Flush()
	IdleConnections()
}))

// HTTPWait has its response and waits for the body.
func HTTPWait() {
	response, err := http.Get(slow.URL)
	if err != nil {
		panic(err)
	}
	io.ReadAll(response.Body)
}

type persistConn struct{}

// OpenResponses has methods that are called as those of net/http are.
func OpenResponses() {
	new(persistConn).readLoop()
}

func (*persistConn) readLoop() {
	reader, _ := io.Pipe()
	reader.Read(make([]byte, 1))
}
