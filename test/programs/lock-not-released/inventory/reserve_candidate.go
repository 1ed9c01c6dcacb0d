//go:build candidate

package inventory

// Reserve takes some of a product from the shelf.
func (s *Shelf) Reserve(sku string, count int) error {
	s.mutex.Lock()
	left, known := s.counts[sku]
	if !known {
		s.mutex.Unlock()
		return ErrUnknown
	}
	if left < count {
		return ErrOutOfStock
	}
	s.counts[sku] = left - count
	s.mutex.Unlock()
	return nil
}
