package catalog

import (
	"bytes"
	"strconv"
	"strings"
)

// export is what the supplier sends: one product a line, fields between tabs.
func export(n int) []byte {
	var text bytes.Buffer
	text.Grow(256 * n)
	for i := range n {
		first, second := Tags[i%len(Tags)], Tags[(i/7)%len(Tags)]
		text.WriteString(SKU(i))
		text.WriteString("\tLamp of " + first + " and " + second + "\t" + strconv.Itoa(500+i*37%9500))
		text.WriteString("\t" + first + "," + second)
		text.WriteString("\tOur designer chose " + first + " for the base and " + second + " for the shade. ")
		text.WriteString("Both come from makers that we have known for years & visit often.\n")
	}
	return text.Bytes()
}

func decode(text []byte, n int) []*Product {
	products := make([]*Product, 0, n)
	for line := range bytes.Lines(text) {
		products = append(products, decodeLine(strings.TrimSpace(string(line))))
	}
	return products
}

func decodeLine(line string) *Product {
	fields := strings.Split(line, "\t")
	cents, err := strconv.Atoi(fields[2])
	if err != nil {
		panic(err)
	}
	return &Product{SKU: fields[0], Name: fields[1], Cents: cents, Tags: strings.Split(fields[3], ","), Text: fields[4]}
}
