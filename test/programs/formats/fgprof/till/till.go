// Package till adds up receipts.
package till

import (
	"crypto/sha256"
	"sync"
	"time"
)

// Till is used by several cashiers.
type Till struct {
	mu    sync.Mutex
	total int
	seal  [32]byte
}

// New is an empty till.
func New() *Till {
	return new(Till)
}

// Work lets so many cashiers write so many receipts each.
func (t *Till) Work(cashiers, receipts int) {
	var all sync.WaitGroup
	for cashier := range cashiers {
		all.Go(func() {
			for receipt := range receipts {
				t.Close(cashier*receipts + receipt)
			}
		})
	}
	all.Wait()
}

func (t *Till) add(cents int) {
	t.total += cents
	for range 2000 {
		t.seal = sha256.Sum256(t.seal[:])
	}
}

// store sends a receipt to the tax office.
func store(int) {
	time.Sleep(5 * time.Millisecond)
}
