package nearly

import (
	"log"
	"sync"
	"time"
)

type slowly struct{}

func (slowly) Write(text []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return len(text), nil
}

var logger = log.New(slowly{}, "", 0)

// LockHeld waits for a lock that another package has.
func LockHeld() {
	var group sync.WaitGroup
	for range 4 {
		group.Go(logLines)
	}
	group.Wait()
}

func logLines() {
	for range 20 {
		logger.Print("a line")
	}
}

// LockContended waits, but for no lock.
func LockContended() {
	ticks := make(chan int)
	go tick(ticks)
	for range ticks {
	}
}

func tick(ticks chan<- int) {
	for i := range 20 {
		time.Sleep(time.Millisecond)
		ticks <- i
	}
	close(ticks)
}
