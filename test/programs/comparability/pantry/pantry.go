// Package pantry stocks what a bakery needs. Each delivery allocates as many bytes as the others, in objects of a size of
// its own, and keeps one object in two.
package pantry

// Pantry holds what was delivered.
type Pantry struct {
	goods  [][]byte
	orders *order
}

// An order is smaller where pointers are.
type order struct {
	next   *order
	amount [30]int
}

// roundBytes is what each delivery allocates in a round.
const roundBytes = 192 << 10

// Stock takes so many rounds of deliveries.
func Stock(rounds int) *Pantry {
	pantry := &Pantry{}
	for round := 0; round < rounds; round++ {
		pantry.flour()
		pantry.sugar()
		pantry.butter()
		pantry.yeast()
		pantry.milk()
		pantry.salt()
		pantry.paper()
	}
	return pantry
}

func (pantry *Pantry) keep(at int, goods []byte) {
	if at%2 == 0 {
		pantry.goods = append(pantry.goods, goods)
	}
}

//go:noinline
func (pantry *Pantry) flour() {
	for at := 0; at < roundBytes/8192; at++ {
		pantry.keep(at, make([]byte, 8192))
	}
}

//go:noinline
func (pantry *Pantry) sugar() {
	for at := 0; at < sugarBatches*roundBytes/2048; at++ {
		pantry.keep(at, make([]byte, 2048))
	}
}

//go:noinline
func (pantry *Pantry) butter() {
	for at := 0; at < roundBytes/1024; at++ {
		pantry.keep(at, make([]byte, 1024))
	}
}

//go:noinline
func (pantry *Pantry) yeast() {
	for at := 0; at < roundBytes/512; at++ {
		pantry.keep(at, make([]byte, 512))
	}
}

//go:noinline
func (pantry *Pantry) milk() {
	for at := 0; at < roundBytes/4096; at++ {
		pantry.keep(at, make([]byte, 4096))
	}
}

//go:noinline
func (pantry *Pantry) salt() {
	for at := 0; at < roundBytes/1536; at++ {
		pantry.keep(at, make([]byte, 1536))
	}
}

//go:noinline
func (pantry *Pantry) paper() {
	for at := 0; at < roundBytes/256; at++ {
		next := &order{amount: [30]int{at}}
		if at%2 == 0 {
			next.next = pantry.orders
			pantry.orders = next
		}
	}
}
