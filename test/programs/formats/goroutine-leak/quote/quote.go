// Package quote asks suppliers for prices.
package quote

import (
	"sync"
	"time"
)

const limit = time.Millisecond

// Ask returns the price of a product, or 0 if it comes too late.
func Ask(product int) int {
	answer := answers()
	go func() {
		answer <- price(product)
	}()
	select {
	case cents := <-answer:
		return cents
	case <-time.After(limit):
		return 0
	}
}

func price(product int) int {
	if product%2 == 1 {
		time.Sleep(20 * limit)
	}
	return 100 * product
}

// Forget starts goroutines that wait for each other, on both sides.
func Forget(goroutines int) {
	var done sync.WaitGroup
	done.Add(goroutines + 1)
	for range goroutines {
		go func() {
			done.Done()
			done.Wait()
		}()
	}
}
