// Package mailbox indexes messages by their headers.
package mailbox

import "encoding/binary"

// headerSize is the number of bytes in front of a message: its number and its time.
const headerSize = 16

// Index knows the headers of all messages.
type Index struct {
	headers map[uint64][]byte
	letters [256]int
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{headers: make(map[uint64][]byte)}
}

// Find returns the header of a message, or nil.
func (x *Index) Find(number uint64) []byte {
	return x.headers[number]
}

// remember keeps the header.
func (x *Index) remember(header []byte) {
	x.headers[binary.BigEndian.Uint64(header)] = header
}

// count counts letters, for the spam filter.
func (x *Index) count(body []byte) {
	for _, letter := range body[headerSize:] {
		x.letters[letter]++
	}
}
