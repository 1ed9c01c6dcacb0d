// Parks goroutines in every way that a program can, and writes what the runtime says of them in both forms, into the
// folder that it is given. Channels that are nil are left out: only a dump tells them from others.
package main

import (
	"iter"
	"net"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"sync"
	"syscall"
	"time"
)

func main() {
	var mutex sync.Mutex
	mutex.Lock()
	var locked, read sync.RWMutex
	locked.Lock()
	read.RLock()
	var group sync.WaitGroup
	group.Add(1)
	cond := sync.NewCond(&sync.Mutex{})
	var once sync.Once
	numbers, more := make(chan int), make(chan int)

	go func() { <-numbers }()
	go func() {
		for range more {
		}
	}()
	go func() { more2 := make(chan int); more2 <- 1 }()
	go func() {
		select {
		case <-numbers:
		case <-more:
		}
	}()
	go func() { select {} }()
	go mutex.Lock()
	go locked.RLock()
	go locked.Lock()
	go read.Lock()
	go group.Wait()
	go func() { cond.L.Lock(); cond.Wait() }()
	go once.Do(func() { select {} })
	time.Sleep(20 * time.Millisecond)
	go once.Do(func() {})
	go time.Sleep(time.Hour)
	go func() { <-time.NewTimer(time.Hour).C }()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go listener.Accept()
	pipe, _, err := os.Pipe()
	check(err)
	go pipe.Read(make([]byte, 1))
	go func() {
		var descriptors [2]int
		check(syscall.Pipe(descriptors[:]))
		syscall.Read(descriptors[0], make([]byte, 1))
	}()
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	go func() {
		next, stop := iter.Pull(func(yield func(int) bool) { yield(1) })
		defer stop()
		next()
		select {}
	}()
	go func() { runtime.LockOSThread(); <-numbers }()

	time.Sleep(200 * time.Millisecond)
	write("goroutine.pb.gz", 0)
	write("goroutine.txt", 2)
}

func write(name string, debug int) {
	file, err := os.Create(os.Args[1] + "/" + name)
	check(err)
	check(pprof.Lookup("goroutine").WriteTo(file, debug))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
