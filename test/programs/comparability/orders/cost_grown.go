//go:build grown

package orders

// Each name is copied twice, and summed up half as often again.
const (
	parseCopies = 2
	checkTimes  = 3
)
