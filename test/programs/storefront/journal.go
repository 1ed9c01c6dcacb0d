package storefront

import (
	"slices"
	"sync"
)

// Journal keeps the last lines that were written to it.
type Journal struct {
	mutex   sync.Mutex
	lines   []string
	next    int
	archive []string
}

// NewJournal makes a journal of so many lines.
func NewJournal(lines int) *Journal {
	return &Journal{lines: make([]string, lines), archive: make([]string, lines)}
}

// Add writes a line over the oldest one.
func (j *Journal) Add(line string) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.lines[j.next] = line
	j.next = (j.next + 1) % len(j.lines)
}

// Rotate archives the lines in the background. Whoever adds a line meanwhile has to wait, as Rotate does.
func (j *Journal) Rotate() {
	begun := make(chan struct{})
	go func() {
		j.mutex.Lock()
		defer j.mutex.Unlock()
		close(begun)
		copy(j.archive, j.lines)
		slices.Sort(j.archive)
	}()
	<-begun
	j.Add("rotated")
}
