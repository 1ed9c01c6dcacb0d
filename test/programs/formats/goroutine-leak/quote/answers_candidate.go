//go:build candidate

package quote

func answers() chan int {
	return make(chan int)
}
