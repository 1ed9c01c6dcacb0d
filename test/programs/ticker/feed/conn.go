// Package feed sends prices to subscribers.
package feed

import (
	"bytes"
	"fmt"
	"sync"
	"time"
)

// interval is the time between two heartbeats.
const interval = time.Minute

// Conn is the connection of one subscriber.
type Conn struct {
	number int
	mutex  sync.Mutex
	out    bytes.Buffer
	done   chan struct{}
}

// Open starts a connection.
func Open(number int) *Conn {
	conn := &Conn{number: number, done: make(chan struct{})}
	go conn.heartbeat()
	return conn
}

// Send writes the price of a product.
func (c *Conn) Send(sku string, cents int) {
	c.write(fmt.Sprintf("%s=%d\n", sku, cents))
}

// Close ends a connection.
func (c *Conn) Close() {
	close(c.done)
}

func (c *Conn) write(line string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.out.Len() > 1024 { // the network takes what is due
		c.out.Reset()
	}
	c.out.WriteString(line)
}
