package office

import (
	"context"
	"net"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"sync"
	"syscall"
	"time"
)

// Wait starts goroutines that wait for all that goroutines can wait for, until stop is called.
func (o *Office) Wait() (stop func()) {
	ended := make(chan struct{})
	closed := &sync.Mutex{}
	closed.Lock()
	var open sync.WaitGroup
	open.Add(1)

	// States of a dump: chan receive, with labels and without.
	desks := pprof.Labels("desk", "north side", "shift", "early")
	for range 3 {
		go pprof.Do(context.Background(), desks, func(context.Context) { <-ended })
	}
	go receive[int](ended)
	go receive[[]string](ended)
	// select, sleep, sync.Mutex.Lock, sync.WaitGroup.Wait, sync.Cond.Wait.
	for range 2 {
		go choose(ended, make(chan int))
	}
	go rest(ended)
	go enter(closed)
	go open.Wait()
	condition := sync.NewCond(&sync.Mutex{})
	go func() {
		condition.L.Lock()
		defer condition.L.Unlock()
		condition.Wait()
	}()
	// chan receive (nil chan), chan receive locked to thread, IO wait, syscall, and a stack with elided frames.
	go func() { <-chan int(nil) }()
	go func() {
		runtime.LockOSThread()
		<-ended
	}()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go listener.Accept()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1)
	go descend(105, ended)

	arrived := answers()
	for train := range 24 {
		go announce(arrived, train)
	}

	// As many as can go on have come to rest.
	time.Sleep(200 * time.Millisecond)
	return func() {
		signal.Stop(signals)
		listener.Close()
		close(ended)
		closed.Unlock()
		open.Done()
		condition.Broadcast()
	}
}

//go:noinline
func receive[T any](ended chan struct{}) T {
	var nothing T
	<-ended
	return nothing
}

func choose(ended chan struct{}, never chan int) {
	select {
	case <-ended:
	case <-never:
	}
}

func rest(ended chan struct{}) {
	for {
		select {
		case <-ended:
			return
		default:
			time.Sleep(time.Hour)
		}
	}
}

func enter(closed *sync.Mutex) {
	closed.Lock()
	defer closed.Unlock()
}

// announce tells the customers that a train is in.
func announce(arrived chan<- int, train int) {
	arrived <- train
}

func descend(steps int, ended chan struct{}) int {
	if steps == 0 {
		<-ended
		return 0
	}
	return descend(steps-1, ended) + 1
}
