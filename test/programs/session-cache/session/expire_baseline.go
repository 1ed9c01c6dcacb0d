//go:build !candidate

package session

// expire ends the sessions whose time is over.
func (s *Store) expire(now int) {
	for len(s.expiry) > 0 && s.expiry[0].Expires <= now {
		delete(s.sessions, s.expiry[0].ID)
		s.expiry = s.expiry[1:]
	}
}
