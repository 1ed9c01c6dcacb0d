/** The bundler and the test runner hand a YAML file over as its text. */
declare module '*.yml' {
  const text: string
  export default text
}
