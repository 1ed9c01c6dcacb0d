// Package audit writes down who did what.
package audit

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Log is a numbered list of lines.
type Log struct {
	mutex  sync.Mutex
	lines  int
	device io.Writer
}

// NewLog makes a log on a device that takes several writes at a time.
func NewLog(device io.Writer) *Log {
	return &Log{device: device}
}

func (l *Log) format(number int, text string, details []any) []byte {
	return append(fmt.Appendf(nil, "%08d ", number), fmt.Appendf(nil, text+"\n", details...)...)
}

// Disk is a slow device.
type Disk struct{}

// Write takes a fifth of a millisecond.
func (Disk) Write(line []byte) (int, error) {
	time.Sleep(200 * time.Microsecond)
	return len(line), nil
}
