// Package session remembers visitors for a while.
package session

import "sync"

// lifetime is how long a session lasts, in ticks of the caller's clock.
const lifetime = 2000

// Session is what the shop knows about one visitor.
type Session struct {
	ID      string
	Expires int
	Clicks  int
	Token   [32]byte
	Cart    []Item
}

// Item is one product in a cart.
type Item struct {
	SKU      string
	Quantity int
}

// Store holds the sessions of all visitors.
type Store struct {
	mutex    sync.Mutex
	sessions map[string]*Session
	expiry   []*Session // oldest first
	clock    int
}

// NewStore makes an empty store with room for a busy day.
func NewStore() *Store {
	return &Store{sessions: make(map[string]*Session, 64_000)}
}

// Get returns the session of a visitor and creates it at the first visit.
func (s *Store) Get(id string, now int) *Session {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.clock = max(s.clock, now)
	s.expire(s.clock)
	if known, ok := s.sessions[id]; ok {
		return known
	}
	created := &Session{ID: id, Expires: s.clock + lifetime, Cart: make([]Item, 0, 12)}
	s.sessions[id] = created
	s.expiry = append(s.expiry, created)
	return created
}
