// Package journal writes down what was sold.
package journal

// Journal keeps the latest entries.
type Journal struct {
	entries []string
	next    int
}

// New makes a journal with room for so many entries.
func New(entries int) *Journal {
	return &Journal{entries: make([]string, entries)}
}

// Add writes an entry over the oldest one.
func (j *Journal) Add(number int, receipt string) {
	j.entries[j.next] = entry(number, receipt)
	j.next = (j.next + 1) % len(j.entries)
}
