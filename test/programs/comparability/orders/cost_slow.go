//go:build slow

package orders

// Names are summed up four times as often.
const (
	parseCopies = 1
	checkTimes  = 8
)
