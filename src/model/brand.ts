/** A number or string with a name that the compiler checks; it costs nothing at run time. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name }
