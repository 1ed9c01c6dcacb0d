// Package parallel runs work on several goroutines.
package parallel

import "sync"

// Run calls work(0) to work(n-1) at the same time and returns when all are done. The caller's goroutine works
// too, so that it hardly waits.
func Run(n int, work func(worker int)) {
	var group sync.WaitGroup
	for worker := 1; worker < n; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			work(worker)
		}()
	}
	work(0)
	group.Wait()
}
