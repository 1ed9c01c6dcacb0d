// Package session keeps what visitors have put into their carts.
package session

import (
	"sync"
	"time"
)

// A Session is what the shop knows of a visitor.
type Session struct {
	ID      string
	Cart    []byte
	expires time.Time
}

// A Store holds the sessions of a shop. Its methods may be called from any goroutine.
type Store struct {
	mutex    sync.Mutex
	sessions map[string]*Session
	order    []*Session // oldest first
	lifetime time.Duration
	forgets  bool
}

// NewStore makes a store whose sessions live as long as lifetime. One that leaks never deletes them.
func NewStore(lifetime time.Duration, leaks bool) *Store {
	return &Store{sessions: map[string]*Session{}, lifetime: lifetime, forgets: !leaks}
}

// Get is the session of a visitor, a new one where there is none.
func (s *Store) Get(id string, now time.Time) *Session {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.forgets {
		s.expire(now)
	}
	if known, ok := s.sessions[id]; ok {
		return known
	}
	created := &Session{ID: id, Cart: make([]byte, 4096), expires: now.Add(s.lifetime)}
	s.sessions[id] = created
	s.order = append(s.order, created)
	return created
}

func (s *Store) expire(now time.Time) {
	for len(s.order) > 0 && s.order[0].expires.Before(now) {
		delete(s.sessions, s.order[0].ID)
		s.order[0] = nil
		s.order = s.order[1:]
	}
}
