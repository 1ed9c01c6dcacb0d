/** Names in a file and as `go tool pprof` prints them; also put to pprof itself where there is Go. */
export const PRINTED_NAMES: readonly (readonly [name: string, systemName: string, printed: string])[] = [
  // Go
  ['main.main', 'main.main', 'main.main'],
  ['main.(*T).Method', 'main.(*T).Method', 'main.(*T).Method'],
  ['main.(*T).Method-fm', 'main.(*T).Method-fm', 'main.(*T).Method-fm'],
  ['main.main.func1.2', 'main.main.func1.2', 'main.main.func1.2'],
  [
    'gopkg.in/yaml%2ev3.(*Decoder).Decode',
    'gopkg.in/yaml%2ev3.(*Decoder).Decode',
    'gopkg.in/yaml%2ev3.(*Decoder).Decode',
  ],
  ['main.Map[...]', 'main.Map[...]', 'main.Map[...]'],
  ['main.Map[go.shape.int]', 'main.Map[go.shape.int]', 'main.Map[go.shape.int]'],
  ['main.Map[go.shape.func(int) bool]', 'main.Map[go.shape.func(int) bool]', 'main.Map[go.shape.func bool]'],
  ['main.(*T[...]).Method', 'main.(*T[...]).Method', 'main.(*T[...]).Method'],
  [
    'main.(*T[go.shape.func(int)]).Method',
    'main.(*T[go.shape.func(int)]).Method',
    'main.(*T[go.shape.func(int)]).Method',
  ],
  ['main.(*T[...]).Method.func1', 'main.(*T[...]).Method.func1', 'main.(*T[...]).Method.func1'],
  ['main.Send[<-chan int]', 'main.Send[<-chan int]', 'main.Send[<-chan int]'],
  // C++ and Rust that something else has demangled
  [
    'std::vector<int, std::allocator<int> >::push_back(int const&)',
    'std::vector<int, std::allocator<int> >::push_back(int const&)',
    'std::vector::push_back',
  ],
  ['(anonymous namespace)::f(int)', '(anonymous namespace)::f(int)', '::f'],
  ['a::operator()(int)', 'a::operator()(int)', 'a::operator'],
  ['a::operator<(b)', 'a::operator<(b)', 'a::operator<'],
  ['a::operator->()', 'a::operator->()', 'a::operator->'],
  [
    'a::b(c) const::{lambda(int)#1}::operator()',
    'a::b(c) const::{lambda(int)#1}::operator()',
    'a::b const::{lambda#1}::operator',
  ],
  ['<T as core::fmt::Debug>::fmt', '<T as core::fmt::Debug>::fmt', '::fmt'],
  [
    'core::ptr::drop_in_place<alloc::vec::Vec<u8>>',
    'core::ptr::drop_in_place<alloc::vec::Vec<u8>>',
    'core::ptr::drop_in_place',
  ],
  [
    'profile_prost::is_prime::had333eb918e634e0',
    'profile_prost::is_prime::had333eb918e634e0',
    'profile_prost::is_prime::had333eb918e634e0',
  ],
  // What does not balance
  ['a::b(c', 'a::b(c', 'a::b(c'],
  ['a::b)c(', 'a::b)c(', 'a::b)c('],
  ['a::b(c)d)e(f)', 'a::b(c)d)e(f)', 'a::bd)e(f)'],
  ['a::b(c(d)e)f(g)', 'a::b(c(d)e)f(g)', 'a::bf'],
  ['a<b>>c<d>', 'a<b>>c<d>', 'a>c<d>'],
  ['()()()::x', '()()()::x', '::x'],
  // Other languages
  ['java.util.ArrayList.<init>', 'java.util.ArrayList.<init>', 'java.util.ArrayList.<init>'],
  ['malloc', 'malloc', 'malloc'],
  ['f(int)', 'f(int)', 'f(int)'],
  ['_start', '_start', '_start'],
  ['(anonymous):L#1:C#2', '(anonymous):L#1:C#2', '(anonymous):L#1:C#2'],
  // A name that differs from the linker's was demangled by the producer
  ['std::vector<int>::size()', '_ZNSt6vectorIiE4sizeEv', 'std::vector<int>::size()'],
  ['std::vector<int>::size()', '', 'std::vector<int>::size()'],
  ['', 'main.main', 'main.main'],
  ['', 'a::b(c)', 'a::b'],
]

/** Files as they are in a profile and as pprof prints them. */
export const PRINTED_FILES: readonly (readonly [file: string, printed: string])[] = [
  ['main.go', 'main.go'],
  ['/src/shop/main.go', '/src/shop/main.go'],
  ['./main.go', 'main.go'],
  ['/src//shop/./cart/../main.go', '/src/shop/main.go'],
  ['../shop/main.go', '../shop/main.go'],
  ['shop/../../main.go', '../main.go'],
  ['/../main.go', '/main.go'],
  ['/src/.hidden/..main.go', '/src/.hidden/..main.go'],
  ['shop/', 'shop'],
  ['..', '..'],
  ['./', '.'],
  ['//', '/'],
  ['/proc/self/cwd/shop/main.go', 'shop/main.go'],
  ['/proc/self/cwd/./shop/main.go', 'shop/main.go'],
  ['/proc/self/cwd/../main.go', '../main.go'],
  ['/proc/self/cwd//shop/main.go', '/shop/main.go'],
  ['C:\\src\\main.go', 'C:\\src\\main.go'],
]
