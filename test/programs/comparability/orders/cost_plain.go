//go:build !grown && !slow

package orders

const (
	parseCopies = 1
	checkTimes  = 2
)
