//go:build candidate

package audit

// Write adds a line to the log.
func (l *Log) Write(text string, details ...any) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()

	l.lines++
	_, err := l.device.Write(l.format(l.lines, text, details))
	return err
}
