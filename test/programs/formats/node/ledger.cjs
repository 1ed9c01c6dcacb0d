// Node: the profiles that node itself writes, .cpuprofile and .heapprofile.
//
//   node --cpu-prof --heap-prof ledger.cjs baseline|candidate
//
// A ledger books amounts. The candidate copies all bookings for each new one and keeps every copy.
const side = process.argv[2]

class Ledger {
  bookings = []
  versions = []

  book(amount) {
    this.bookings = side === 'candidate' ? this.copyWith(amount) : this.with(amount)
  }

  with(amount) {
    this.bookings.push({ amount, text: describe(amount) })
    return this.bookings
  }

  copyWith(amount) {
    const copy = [...this.bookings, { amount, text: describe(amount) }]
    this.versions.push(copy)
    return copy
  }

  balance() {
    return this.bookings.reduce((sum, { amount }) => sum + amount, 0)
  }
}

function describe(amount) {
  return Array.from({ length: 8 }, (_, at) => `${amount}/${at}`).join(', ')
}

const ledger = new Ledger()
for (let amount = 0; amount < 1500; amount++) {
  ledger.book(amount)
  if (amount % 10 === 0) ledger.balance()
}

module.exports = { Ledger, ledger }
