//go:build candidate

package events

import "strings"

// clean brings the name of an event into its usual form.
func (h *Handler) clean(field []byte) []byte {
	name := strings.ToLower(strings.TrimSpace(string(field)))
	return []byte(strings.ReplaceAll(name, " ", "-"))
}
