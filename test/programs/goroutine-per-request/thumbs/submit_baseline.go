//go:build !candidate

package thumbs

// NewService starts the workers of a service.
func NewService() *Service {
	service := &Service{requests: make(chan string), disk: make(chan struct{})}
	for range 8 {
		go service.serve()
	}
	return service
}

// Submit asks for the picture of a product. It waits for a free worker.
func (s *Service) Submit(name string) {
	s.requests <- name
}

func (s *Service) serve() {
	for name := range s.requests {
		s.render(name)
	}
}
