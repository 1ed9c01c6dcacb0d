// Writes profiles of one moment in every form that runtime/pprof has, into the folder that it is given.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"sync"
	"time"
)

type pool struct{ blocks [][]byte }

//go:noinline
func (p *pool) take(size int) { p.blocks = append(p.blocks, make([]byte, size)) }

// Inlined into its callers, so that a place has two frames.
func (p *pool) takeTwice(size int) {
	p.take(size)
	p.blocks = append(p.blocks, make([]byte, size*2))
}

//go:noinline
func descend(depth int, p *pool) {
	if depth > 0 {
		descend(depth-1, p)
		return
	}
	p.takeTwice(3 << 10)
}

//go:noinline
func keep[T any](values []T, more T) []T { return append(values, more) }

func fill() *pool {
	p := &pool{}
	for i := 0; i < 400; i++ {
		p.takeTwice(100 + i%3*5000)
		descend(5, p)
	}
	sizes := map[string][]int{}
	for i := 0; i < 20000; i++ {
		key := fmt.Sprint("size ", i)
		sizes[key] = keep(sizes[key], i)
	}
	return p
}

type queue struct{ items chan int }

func (q *queue) drain() {
	for range q.items {
	}
}

func wait(q *queue, gate *sync.Mutex) {
	for i := 0; i < 3; i++ {
		go q.drain()
	}
	for i := 0; i < 2; i++ {
		labels := pprof.Labels("request", fmt.Sprint(i), `tri"cky`, "a, b}\n\u00fc\t")
		pprof.Do(context.Background(), labels, func(context.Context) { go q.drain() })
	}
	go func() {
		select {}
	}()
	go func() {
		gate.Lock()
		gate.Unlock()
	}()
	go func() {
		runtime.LockOSThread()
		<-q.items
	}()
	go time.Sleep(time.Hour)
}

func contend() {
	var lock sync.Mutex
	var group sync.WaitGroup
	for i := 0; i < 8; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for j := 0; j < 20; j++ {
				lock.Lock()
				time.Sleep(100 * time.Microsecond)
				lock.Unlock()
			}
		}()
	}
	group.Wait()
}

func main() {
	folder := os.Args[1]
	runtime.MemProfileRate = 4096
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	contend()
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(0)
	own := pprof.NewProfile("example.com/open")
	for i := 0; i < 5; i++ {
		own.Add(i, 0)
	}
	gate := &sync.Mutex{}
	gate.Lock()
	q := &queue{items: make(chan int)}
	wait(q, gate)
	p := fill()
	time.Sleep(100 * time.Millisecond)
	// What the profile of the heap shows is what the last collection saw.
	debug.SetGCPercent(-1)
	runtime.GC()
	for _, name := range []string{"heap", "allocs", "mutex", "block", "threadcreate", "goroutine", "example.com/open"} {
		for form := 0; form < 3; form++ {
			write(folder, name, form)
		}
	}
	runtime.KeepAlive(p)
	runtime.KeepAlive(q)
}

// One line for all forms, so that the goroutine that writes is the same in each.
func write(folder, name string, form int) {
	file, err := os.Create(filepath.Join(folder, fmt.Sprintf("%s.debug%d", filepath.Base(name), form)))
	if err != nil {
		panic(err)
	}
	if err := pprof.Lookup(name).WriteTo(file, form); err != nil {
		panic(err)
	}
	if err := file.Close(); err != nil {
		panic(err)
	}
}
