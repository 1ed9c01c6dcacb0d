//go:build !candidate

package mailbox

import (
	"bytes"
	"io"
)

// Add reads a message and indexes it.
func (x *Index) Add(message Message) error {
	body := make([]byte, message.Size)
	if _, err := io.ReadFull(message.Body, body); err != nil {
		return err
	}
	x.count(body)
	x.remember(bytes.Clone(body[:headerSize]))
	return nil
}
