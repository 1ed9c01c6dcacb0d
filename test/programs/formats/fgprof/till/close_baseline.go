//go:build !candidate

package till

// Close adds a receipt and stores it.
func (t *Till) Close(cents int) {
	t.mu.Lock()
	t.add(cents)
	t.mu.Unlock()
	store(cents)
}
