package cart

import "testing"

func filled(lines int) *Cart {
	cart := &Cart{}
	for range lines {
		cart.Add(Line{Article: "lamp", Count: 2, Price: 1250})
	}
	return cart
}

func TestTotal(t *testing.T) {
	if total := filled(2).Total().String(); total != "50.00" {
		t.Errorf("got %s, want 50.00", total)
	}
}

func BenchmarkReceipt(b *testing.B) {
	cart := filled(50)
	b.ResetTimer()
	for range b.N {
		cart.Receipt()
	}
}
