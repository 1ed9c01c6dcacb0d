// Package thumbs renders small pictures of products.
package thumbs

import (
	"image"
	"image/color"
)

// Service renders pictures that it reads from a disk.
type Service struct {
	requests chan string
	disk     chan struct{} // closed when the disk is fast again
}

// Recover ends the trouble of the disk.
func (s *Service) Recover() {
	close(s.disk)
}

// Close takes no more requests.
func (s *Service) Close() {
	close(s.requests)
}

// render reads a picture and makes it small.
func (s *Service) render(name string) {
	<-s.disk
	small := image.NewGray(image.Rect(0, 0, 32, 32))
	for i, letter := range []byte(name) {
		small.SetGray(i, i, color.Gray{Y: letter})
	}
}
