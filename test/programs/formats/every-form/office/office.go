// Package office sells tickets.
package office

import (
	"expvar"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Ticket is what a customer has paid for.
type Ticket struct {
	Number int
	Train  string
	Seat   []byte
}

// Office sells tickets and knows those that are valid.
type Office struct {
	mu    sync.Mutex
	valid map[int]*Ticket
	sold  int
}

var (
	soldTickets = expvar.NewInt("tickets.sold")
	soldByTrain = expvar.NewMap("tickets.byTrain")
)

// Open opens an office and publishes what it does.
func Open() *Office {
	o := &Office{valid: map[int]*Ticket{}}
	expvar.NewString("office.name").Set("Kiosk \"North\"")
	expvar.NewFloat("office.load").Set(0.75)
	expvar.Publish("office.goroutines", expvar.Func(func() any { return runtime.NumGoroutine() }))
	return o
}

// Sell sells so many tickets at four desks; every ticket is used up before the next but ninety is sold.
func (o *Office) Sell(tickets int) {
	var desks sync.WaitGroup
	for desk := range 4 {
		desks.Go(func() {
			for range tickets / 4 {
				o.sell(fmt.Sprintf("train-%d", desk))
			}
		})
	}
	desks.Wait()
}

func (o *Office) sell(train string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sold++
	if o.sold%50 == 0 {
		time.Sleep(50 * time.Microsecond) // the printer is slow, and all desks wait
	}
	o.valid[o.sold] = &Ticket{Number: o.sold, Train: train, Seat: seat(o.sold)}
	o.use(o.sold - 90)
	soldTickets.Add(1)
	soldByTrain.Add(train, 1)
}

// Sold is how many tickets were sold.
func (o *Office) Sold() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.sold
}

//go:noinline
func seat(number int) []byte {
	return fmt.Appendf(make([]byte, 0, 256), "%08d", number)
}
