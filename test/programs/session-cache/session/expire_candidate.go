//go:build candidate

package session

import "sort"

// expire ends the sessions whose time is over.
func (s *Store) expire(now int) {
	alive := sort.Search(len(s.expiry), func(i int) bool { return s.expiry[i].Expires > now })
	s.expiry = s.expiry[alive:]
}
