package shows

// Work are functions that take time.
var Work = []func(){SliceGrowth, MapGrowth, Concatenation, Conversion, Allocation, Formatting, RegexpCompile, TemplateParse}

var (
	numbers []int
	sizes   map[int][64]byte
	record  *[40]int
)

func SliceGrowth() {
	for range 100 {
		var grown []int
		for i := range 9 {
			grown = append(grown, i)
		}
		numbers = grown
	}
}

func MapGrowth() {
	grown := make(map[int][64]byte)
	for i := range 2000 {
		grown[i] = [64]byte{}
	}
	sizes = grown
}

func Concatenation() {
	joined := ""
	for range 300 {
		joined += "a line of text\n"
	}
	text = joined
}

func Conversion() {
	for range 20 {
		text = string(page)
		bin = []byte(text)
	}
}

func Allocation() {
	for range 100 {
		record = new([40]int)
	}
}
