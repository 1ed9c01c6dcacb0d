//go:build candidate

package thumbs

// NewService starts a service.
func NewService() *Service {
	return &Service{requests: make(chan string), disk: make(chan struct{})}
}

// Submit asks for the picture of a product. It never waits.
func (s *Service) Submit(name string) {
	go s.render(name)
}
