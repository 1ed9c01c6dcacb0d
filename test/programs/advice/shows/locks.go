package shows

import (
	"sync"
	"time"
)

var shelf sync.Mutex

// LockHeld holds a lock while it does something slow; the others wait in it.
func LockHeld() {
	var group sync.WaitGroup
	for range 4 {
		group.Go(takeTurns)
	}
	group.Wait()
}

func takeTurns() {
	for range 20 {
		shelf.Lock()
		time.Sleep(time.Millisecond)
		shelf.Unlock()
	}
}
