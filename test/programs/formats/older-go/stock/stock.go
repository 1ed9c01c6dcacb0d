// Package stock has names that Go writes differently from version to version: generics, closures, methods as values.
package stock

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// Item is a thing on a shelf.
type Item struct {
	Name  string
	Count int
}

// Shelf holds things of one type by their keys.
type Shelf[K comparable, V any] struct {
	things map[K]V
}

// NewShelf is an empty shelf.
func NewShelf[K comparable, V any]() *Shelf[K, V] {
	return &Shelf[K, V]{things: map[K]V{}}
}

// Put adds a thing.
//
//go:noinline
func (s *Shelf[K, V]) Put(key K, thing V) {
	s.things[key] = thing
}

// Map makes a list of another.
//
//go:noinline
func Map[A, B any](list []A, f func(A) B) []B {
	made := make([]B, 0, len(list))
	for _, one := range list {
		made = append(made, f(one))
	}
	return made
}

// Shelves are what the program keeps.
type Shelves struct {
	byName  *Shelf[string, *Item]
	byCount *Shelf[int, []string]
	labels  []string
	printer []func() string
}

// Fill puts so many things on the shelves.
func Fill(count int) *Shelves {
	shelves := &Shelves{byName: NewShelf[string, *Item](), byCount: NewShelf[int, []string]()}
	numbers := make([]int, count)
	for at := range numbers {
		numbers[at] = at
	}
	items := Map(numbers, func(number int) *Item {
		return &Item{Name: fmt.Sprintf("thing-%04d", number), Count: number}
	})
	for _, item := range items {
		shelves.byName.Put(item.Name, item)
		shelves.byCount.Put(item.Count, strings.Split(item.Name, "-"))
	}
	shelves.labels = Map(items, (*Item).Label)
	shelves.printer = Map(items, printerOf)
	return shelves
}

// Label is what stands on the shelf.
//
//go:noinline
func (i *Item) Label() string {
	return strings.Repeat(i.Name, 4)
}

// printerOf is inlined where it can be; its closures are named after where they end up.
func printerOf(item *Item) func() string {
	prefix := func() string { return strings.ToUpper(item.Name) }()
	return func() string { return prefix + item.Name }
}

// Watch starts goroutines of a closure in a closure, until stop is closed.
func Watch(shelves *Shelves, watchers int, stop chan struct{}) {
	start := func(printers []func() string) {
		for watcher := 0; watcher < watchers; watcher++ {
			print := printers[watcher]
			go func() {
				<-stop
				print()
			}()
		}
	}
	start(shelves.printer)
	go await[string](stop)
	go await[map[string]int](stop)
}

//go:noinline
func await[T any](stop chan struct{}) (nothing T) {
	<-stop
	return nothing
}

// Contend lets goroutines hold a lock one after another, each for that long.
func Contend(goroutines int, hold time.Duration) {
	var lock sync.Mutex
	var all sync.WaitGroup
	for range make([]struct{}, goroutines) {
		all.Add(1)
		go func() {
			defer all.Done()
			lock.Lock()
			time.Sleep(hold)
			lock.Unlock()
		}()
	}
	all.Wait()
}
