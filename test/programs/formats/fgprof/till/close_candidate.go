//go:build candidate

package till

// Close adds a receipt and stores it.
func (t *Till) Close(cents int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.add(cents)
	store(cents)
}
