//go:build !candidate

package audit

// Write adds a line to the log.
func (l *Log) Write(text string, details ...any) error {
	l.mutex.Lock()
	l.lines++
	number := l.lines
	l.mutex.Unlock()

	_, err := l.device.Write(l.format(number, text, details))
	return err
}
