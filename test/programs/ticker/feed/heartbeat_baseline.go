//go:build !candidate

package feed

import "time"

// heartbeat shows the subscriber that the connection is alive.
func (c *Conn) heartbeat() {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			c.write("alive\n")
		case <-c.done:
			return
		}
	}
}
