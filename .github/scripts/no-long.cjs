// Stands for `long` in the bundle: 64-bit integers are read exactly by `decode/wire.ts`, and this package would compile a
// WebAssembly module at the start of every command.
module.exports = null
