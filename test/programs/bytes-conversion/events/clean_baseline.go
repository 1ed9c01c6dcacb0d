//go:build !candidate

package events

import "bytes"

// clean brings the name of an event into its usual form.
func (h *Handler) clean(field []byte) []byte {
	field = bytes.TrimSpace(field)
	for i, letter := range field {
		switch {
		case 'A' <= letter && letter <= 'Z':
			field[i] = letter + 'a' - 'A'
		case letter == ' ':
			field[i] = '-'
		}
	}
	return field
}
