/* The atlas is three quarters of a megabyte; as a type it would cost the compiler seconds. */
declare module 'world-atlas/*.json' {
  const topology: unknown
  export default topology
}
