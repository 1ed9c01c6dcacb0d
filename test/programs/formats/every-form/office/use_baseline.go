//go:build !candidate

package office

// use takes a ticket at the barrier.
func (o *Office) use(number int) {
	delete(o.valid, number)
}

// answers is where customers hear that their train is in.
func answers() chan int {
	return make(chan int, 64)
}
