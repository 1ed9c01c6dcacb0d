//go:build candidate

package feed

import "time"

// heartbeat shows the subscriber that the connection is alive.
func (c *Conn) heartbeat() {
	for range time.NewTicker(interval).C {
		c.write("alive\n")
	}
}
